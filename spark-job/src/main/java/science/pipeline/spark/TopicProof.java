package science.pipeline.spark;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.util.List;
import science.pipeline.chassis.kafka.Cluster;
import science.pipeline.chassis.trouble.Right;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.sink.Refusal;

/** Whether what was read is still the topic that the dataset was begun with. Any thread. */
record TopicProof(Cluster cluster, Source source) {

    /**
     * Proves that all records are of the right topic that were read up to now: ids never come again, so it was the
     * right one all the time if it is now.
     *
     * @throws Refusal when it was deleted and created again
     * @throws IOException when Kafka does not say
     */
    void prove() throws IOException {
        String found = id();
        if (!found.equals(source.topicId())) {
            throw new Refusal("The topic " + source.topic() + " was deleted and created again while it was read: found"
                    + " topic id " + found + ", the dataset was begun with " + source.topicId()
                    + ". No record of the new topic is in the dataset. Read it into an empty folder"
                    + " (--analytics.results-dir=…).");
        }
    }

    private String id() throws IOException {
        try {
            return cluster.ask(
                            Right.topic("Describe", source.topic()),
                            admin -> admin.describeTopics(List.of(source.topic()))
                                    .topicNameValues()
                                    .get(source.topic()))
                    .topicId()
                    .toString();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted while Kafka was asked for the topic's id");
        }
    }
}
