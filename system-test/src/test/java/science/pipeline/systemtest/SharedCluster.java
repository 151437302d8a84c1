package science.pipeline.systemtest;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Settings;

/** Hands all suites the same cluster; started by the first that asks, ended behind the last. */
final class SharedCluster implements ParameterResolver {

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        return parameter.getParameter().getType() == Cluster.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        Path folder = Settings.folder().resolve("cluster-" + System.nanoTime());
        return context.getRoot()
                .getStore(ExtensionContext.Namespace.GLOBAL)
                .computeIfAbsent(Cluster.class, any -> new Cluster(folder), Cluster.class);
    }
}
