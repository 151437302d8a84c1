package science.pipeline.systemtest.guarantee;

import java.util.HashSet;
import java.util.Set;
import org.apache.kafka.common.TopicPartition;
import tools.jackson.databind.json.JsonMapper;

/** However often the producer is started again, no event id comes twice. */
public final class IdsNeverRepeat implements Guarantee {

    private static final JsonMapper JSON = new JsonMapper();

    @Override
    public void doAssert(Aftermath aftermath) {
        Set<Long> ids = new HashSet<>();
        try (TopicReader topic = new TopicReader(aftermath.setup().bootstrapServers())) {
            for (TopicPartition partition : topic.partitions(aftermath.setup().topic())) {
                topic.read(partition, record -> {
                    long id = JSON.readTree(record.value()).path("event_id").asLong();
                    if (!ids.add(id)) {
                        throw new AssertionError(
                                "event id " + id + " came again, at " + partition + "@" + record.offset());
                    }
                });
            }
        }
    }
}
