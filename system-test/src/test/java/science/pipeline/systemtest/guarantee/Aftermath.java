package science.pipeline.systemtest.guarantee;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import science.pipeline.systemtest.process.Analytics;

/**
 * What is there once the faults are over, everything is read, and every process of the pipeline has ended.
 *
 * @param admin of the cluster
 * @param setup of the instances that made the dataset
 * @param logs a folder for the logs of further processes
 * @param figures what the guarantees counted, by name, for the closing table
 */
public record Aftermath(Admin admin, Analytics.Setup setup, Path logs, Map<String, Long> figures) {

    public Aftermath(Admin admin, Analytics.Setup setup, Path logs) {
        this(admin, setup, logs, new LinkedHashMap<>());
    }

    void count(String figure, long value) {
        figures.merge(figure, value, Long::sum);
    }
}
