package science.pipeline.analytics.intake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;
import org.springframework.kafka.core.KafkaTemplate;
import science.pipeline.codec.Reject;

/**
 * Sends copies of rejected records to a topic of their own, with their bytes, their headers and the reason. A copy is
 * acknowledged before the commit that names the reject, so it is there at least once; consumers drop repeats by source
 * partition and offset.
 */
final class DeadLetters {

    /** Beyond this a copy carries a prefix and the SHA-256; it stays below Kafka's default record limit of 1 MB. */
    private static final int MOST_BYTES = 900 * 1024;

    private static final int PREFIX_BYTES = 64 * 1024;

    private final KafkaTemplate<byte[], byte[]> kafka;
    private final String topic;

    /** @param topic empty = no copies */
    DeadLetters(KafkaTemplate<byte[], byte[]> kafka, String topic) {
        this.kafka = kafka;
        this.topic = topic;
    }

    Copies copies() {
        return new Copies();
    }

    /** The copies of one partition that are on their way. Touched by one thread, but for {@link #await}. */
    final class Copies {

        private List<CompletableFuture<?>> underway = new ArrayList<>();

        void send(ConsumerRecord<ByteBuffer, ByteBuffer> record, Reject reject) {
            if (!topic.isEmpty()) {
                underway.add(kafka.send(copy(record, reject)));
            }
        }

        /** Those sent since the last call, for {@link #await}. */
        List<CompletableFuture<?>> take() {
            List<CompletableFuture<?>> taken = underway;
            underway = new ArrayList<>();
            return taken;
        }
    }

    /** Waits until all are acknowledged. */
    static void await(List<CompletableFuture<?>> copies) throws IOException, InterruptedException {
        for (CompletableFuture<?> copy : copies) {
            try {
                copy.get();
            } catch (ExecutionException failed) {
                throw new IOException("a copy of a rejected record was not acknowledged: " + failed.getCause(), failed);
            }
        }
    }

    private ProducerRecord<byte[], byte[]> copy(ConsumerRecord<ByteBuffer, ByteBuffer> record, Reject reject) {
        byte @Nullable [] value = Payload.copy(record.value());
        boolean fits = value == null || value.length <= MOST_BYTES;
        ProducerRecord<byte[], byte[]> copy = new ProducerRecord<>(
                topic, null, Payload.copy(record.key()), fits ? value : Arrays.copyOf(value, PREFIX_BYTES));
        for (Header header : record.headers()) {
            copy.headers().add(header);
        }
        header(copy, "pipeline.reason", reject.reason().label());
        header(copy, "pipeline.detail", reject.detail());
        header(copy, "pipeline.source-topic", record.topic());
        header(copy, "pipeline.source-partition", Integer.toString(record.partition()));
        header(copy, "pipeline.source-offset", Long.toString(record.offset()));
        if (!fits) {
            header(copy, "pipeline.value-bytes", Integer.toString(value.length));
            header(copy, "pipeline.value-sha256", sha256(value));
        }
        return copy;
    }

    private static void header(ProducerRecord<byte[], byte[]> copy, String name, String value) {
        copy.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }

    private static String sha256(byte[] bytes) {
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
        } catch (NoSuchAlgorithmException absent) {
            throw new IllegalStateException("BUG: every Java platform has SHA-256", absent);
        }
    }
}
