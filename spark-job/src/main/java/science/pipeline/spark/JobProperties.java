package science.pipeline.spark;

import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Everything under {@code spark-job}; all else is that of the analytics service.
 *
 * @param master where it runs, when spark-submit does not say: local[N] with N tasks at a time
 * @param store URI of an object store that keeps the dataset, as s3a://bucket/dataset, where executors share no file
 *     system; the final files then come into the results folder, which the driver alone needs
 * @param checkpoint folder of Spark's own notes on this run, on a file system that driver and executors share; by
 *     default within the results folder
 * @param maxRecordsPerBatch of all partitions together; a batch costs about .3 s of CPU whatever is in it
 * @param trigger how often a batch begins at most
 * @param source further options of Spark's Kafka source
 * @param conf further settings of Spark
 */
@ConfigurationProperties(prefix = "spark-job", ignoreUnknownFields = false)
public record JobProperties(
        @DefaultValue("local[2]") String master,
        @Nullable String store,
        @Nullable String checkpoint,
        @DefaultValue("2000000") long maxRecordsPerBatch,
        @DefaultValue("1s") Duration trigger,
        @DefaultValue Map<String, String> source,
        @DefaultValue Map<String, String> conf) {}
