package science.pipeline.analytics.observe;

import java.util.List;
import java.util.Optional;

/** How far this instance is, for whoever shows it. Any thread. */
public interface PipelineProgress {

    /** Records read. */
    long received();

    /** Events among them. */
    long accepted();

    /** Records that are no events. */
    long rejected();

    /** Events that were flagged. */
    long flagged();

    /** Records that wait in Kafka, -1 while unknown. */
    long lag();

    /** Whether every record is in the dataset and the final dataset is built. */
    boolean drained();

    /** Why the service cannot go on, with what to do. */
    Optional<String> refusal();

    /** What is missing to begin: Kafka, or the topic. */
    Optional<String> waitingFor();

    /** The closing table, line by line; empty before the end. */
    List<String> summary();
}
