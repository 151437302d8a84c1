package science.pipeline.systemtest;

import java.nio.file.Path;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;
import science.pipeline.systemtest.process.Cluster;
import science.pipeline.systemtest.process.Settings;

/** Hands all suites the same cluster and the same closing table; both end behind the last suite. */
final class SharedResources implements ParameterResolver {

    /** Lock of the cluster: shared by all who need it whole, held alone by those who take brokers away. */
    static final String BROKERS = "brokers";

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == Cluster.class || type == ClosingTable.class;
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        ExtensionContext.Store store = context.getRoot().getStore(ExtensionContext.Namespace.GLOBAL);
        return parameter.getParameter().getType() == Cluster.class
                ? store.computeIfAbsent(Cluster.class, any -> Cluster.start(folder()), Cluster.class)
                : store.computeIfAbsent(ClosingTable.class, any -> new ClosingTable(), ClosingTable.class);
    }

    private static Path folder() {
        return Settings.folder().resolve("cluster-" + System.nanoTime());
    }
}
