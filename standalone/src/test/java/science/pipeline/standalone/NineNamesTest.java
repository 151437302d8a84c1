package science.pipeline.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import science.pipeline.schema.Field;
import science.pipeline.schema.Schema;

/**
 * A field is added in one file: the default schema names its fields, and nothing else that is shipped as code or schema
 * does. Configuration and documents may.
 */
class NineNamesTest {

    private static final Path ROOT = Path.of("..");
    private static final String DEFAULT = "shared-model/src/main/resources/science/pipeline/schema/particle-event.yml";

    private static final Set<String> NOT_SHIPPED = Set.of("benchmarks", "system-test");

    @Test
    void theNamesOfTheFieldsStandInTheDefaultSchemaAlone() throws IOException {
        assertThat(filesThatNameAField()).containsExactly(DEFAULT);
    }

    private static Set<String> filesThatNameAField() throws IOException {
        Pattern names = names();
        Set<String> found = new TreeSet<>();
        for (Path module : modules()) {
            try (Stream<Path> files = Files.walk(module.resolve("src/main"))) {
                for (Path file : files.filter(NineNamesTest::isCodeOrSchema).toList()) {
                    if (names.matcher(Files.readString(file)).find()) {
                        found.add(ROOT.relativize(file).toString().replace('\\', '/'));
                    }
                }
            }
        }
        return found;
    }

    private static Set<Path> modules() throws IOException {
        try (Stream<Path> folders = Files.list(ROOT)) {
            return folders.filter(folder -> Files.isDirectory(folder.resolve("src/main")))
                    .filter(folder -> !NOT_SHIPPED.contains(folder.getFileName().toString()))
                    .collect(Collectors.toSet());
        }
    }

    /** All but {@code timestamp}, which is a word of the language as well. */
    private static Pattern names() {
        return Pattern.compile(Schema.byDefault().fields().stream()
                .map(Field::name)
                .filter(name -> !name.equals("timestamp"))
                .map(name -> "(?<![A-Za-z0-9_])" + name + "(?![A-Za-z0-9_])")
                .collect(Collectors.joining("|")));
    }

    private static boolean isCodeOrSchema(Path file) {
        String name = file.getFileName().toString();
        boolean isSchema = file.getParent().endsWith("schema") && name.endsWith(".yml");
        return isSchema || Stream.of(".java", ".js", ".html", ".css", ".json").anyMatch(name::endsWith);
    }
}
