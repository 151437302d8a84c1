package science.pipeline.dataset.commit;

/**
 * The one topic that a dataset is made from.
 *
 * @param topic its name
 * @param topicId its identity, another one when it was deleted and created again
 * @param clusterId identity of the Kafka cluster
 */
public record Source(String topic, String topicId, String clusterId) {}
