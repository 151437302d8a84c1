package science.pipeline.analytics.intake;

import java.io.IOException;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.common.IsolationLevel;

/** What Kafka says of the topic of the events and of those who read it. */
interface TopicView {

    /**
     * Where each partition ends: behind its last record, or where the first transaction that is still open begins.
     *
     * @throws IOException when Kafka does not say
     */
    Map<Integer, Long> ends(IsolationLevel level) throws IOException, InterruptedException;

    /** The partitions that instances read; empty also while they share them out anew. */
    Set<Integer> readPartitions() throws IOException, InterruptedException;

    /** Whether any instance reads. */
    boolean hasReaders() throws IOException, InterruptedException;
}
