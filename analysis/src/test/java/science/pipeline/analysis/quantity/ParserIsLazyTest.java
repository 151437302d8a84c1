package science.pipeline.analysis.quantity;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The parser's classes are some hundreds: who writes no expression does not wait for them. */
class ParserIsLazyTest {

    /** Loads all classes of this project and its libraries anew, and notes their names. */
    private static final class Noting extends URLClassLoader {

        private final Set<String> asked = ConcurrentHashMap.newKeySet();

        Noting() {
            super(
                    Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                            .map(Noting::url)
                            .toArray(URL[]::new),
                    ClassLoader.getPlatformClassLoader());
        }

        private static URL url(String path) {
            try {
                return Path.of(path).toUri().toURL();
            } catch (MalformedURLException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            asked.add(name);
            return super.loadClass(name, resolve);
        }

        boolean hasParser() {
            return asked.stream().anyMatch(name -> name.startsWith("dev.cel."));
        }
    }

    @Test
    void aConfigurationWithoutAnExpressionDoesNotLoadTheParser() throws Exception {
        try (Noting loader = new Noting()) {
            Class<?> configuration = loader.loadClass("science.pipeline.analysis.pipeline.AnalysisConfiguration");
            Object defaults = configuration.getMethod("defaults").invoke(null);
            loader.loadClass("science.pipeline.analysis.pipeline.PartitionPipeline")
                    .getConstructor(configuration)
                    .newInstance(defaults);
            assertThat(loader.hasParser()).isFalse();

            Object schema = configuration.getMethod("schema").invoke(defaults);
            Class<?> quantities = loader.loadClass(Quantities.class.getName());
            Object all = quantities.getConstructor(schema.getClass()).newInstance(schema);
            quantities.getMethod("number", String.class).invoke(all, "energy_gev / p");
            assertThat(loader.hasParser()).isTrue();
        }
    }
}
