package science.pipeline.systemtest.guarantee;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/** For every reject there is at least one copy in the topic of rejects, with the original bytes and the reason. */
public final class EveryRejectCopied implements Guarantee {

    @Override
    public void doAssert(Aftermath aftermath) throws Exception {
        Map<String, RejectedRow> open = rejects(aftermath);
        try (TopicReader topic = new TopicReader(aftermath.setup().bootstrapServers())) {
            for (TopicPartition partition : topic.partitions(aftermath.setup().rejectedTopic())) {
                topic.read(partition, copy -> close(copy, open));
            }
        }
        if (!open.isEmpty()) {
            throw new AssertionError(open.size() + " rejects have no true copy in "
                    + aftermath.setup().rejectedTopic() + ", one of them "
                    + open.keySet().iterator().next());
        }
    }

    private static Map<String, RejectedRow> rejects(Aftermath aftermath) throws Exception {
        Map<String, RejectedRow> rejects = new HashMap<>();
        try (TopicReader topic = new TopicReader(aftermath.setup().bootstrapServers())) {
            for (TopicPartition partition : topic.partitions(aftermath.setup().topic())) {
                try (DatasetRows rows =
                        new DatasetRows(aftermath.setup().results(), "rejected", partition.partition())) {
                    for (DatasetRow row = rows.head(); row != null; row = rows.head()) {
                        rejects.put(
                                partition.partition() + "@" + row.offset() + "." + row.index(),
                                RejectedRow.of(row.text()));
                        rows.advance();
                    }
                }
            }
        }
        return rejects;
    }

    private static void close(ConsumerRecord<byte[], byte[]> copy, Map<String, RejectedRow> open) {
        String index = header(copy, "pipeline.source-index");
        String source = header(copy, "pipeline.source-partition") + "@" + header(copy, "pipeline.source-offset") + "."
                + (index.isEmpty() ? "-1" : index);
        RejectedRow reject = open.get(source);
        if (reject != null
                && reject.holds(copy.value())
                && reject.reason().equals(header(copy, "pipeline.reason"))
                && (!index.isEmpty() || reject.reason().equals(header(copy, "expected")))) {
            open.remove(source);
        }
    }

    private static String header(ConsumerRecord<byte[], byte[]> copy, String name) {
        var header = copy.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
