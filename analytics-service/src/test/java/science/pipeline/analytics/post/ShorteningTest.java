package science.pipeline.analytics.post;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.sink.Letter;

/** Copies of rejected records fit, and say what was cut. */
class ShorteningTest {

    private static final Reject REJECT = new Reject(RejectReason.NOT_JSON, "found 'x'");

    @Test
    void aCopyThatFitsIsWhole() {
        Letter copy = copy(100, 100, 100);

        assertThat(copy.value()).hasSize(100);
        assertThat(copy.key()).hasSize(100);
        assertThat(copy.headers())
                .extracting(Letter.Header::name)
                .containsExactly(
                        "sender",
                        "pipeline.reason",
                        "pipeline.detail",
                        "pipeline.source-topic",
                        "pipeline.source-partition",
                        "pipeline.source-offset");
    }

    @Test
    void aSendersHeadersOfOurNamesGiveWay() {
        Headers headers = new RecordHeaders();
        headers.add("pipeline.reason", new byte[] {'f', 'a', 'l', 's', 'e'});
        headers.add("pipeline.own", new byte[] {1});
        Letter copy = copy(record(new byte[1], new byte[1], headers));

        assertThat(header(copy, "pipeline.reason")).contains("not_json");
        assertThat(copy.headers()).extracting(Letter.Header::name).doesNotContain("pipeline.own");
    }

    @ParameterizedTest(name = "value {0}, header {1}, key {2}")
    @CsvSource({
        "1048000, 10, 10, value-bytes, 1048000",
        "900000, 200000, 10, value-bytes, 900000",
        "100, 10, 1048300, key-bytes, 1048300",
        "10, 1000000, 10, headers-left-out, 1",
        "-1, 10, 1048300, key-bytes, 1048300",
    })
    void whatIsTooLargeIsCutAndSaysSo(int value, int header, int key, String name, String expected) {
        Letter copy = copy(value, header, key);

        assertThat(copy.size()).isLessThanOrEqualTo(900 * 1024);
        assertThat(header(copy, "pipeline." + name)).contains(expected);
        assertThat(header(copy, "pipeline.source-offset")).contains("7");
        if (name.endsWith("-bytes")) {
            assertThat(header(copy, "pipeline." + name.replace("bytes", "sha256")))
                    .get()
                    .asString()
                    .hasSize(64);
        }
    }

    @Test
    void aSmallerLimitIsMetStepByStepAndTheFirstLengthStands() {
        Letter copy = copy(300_000, 20_000, 200_000);
        Letter shorter = copy;
        int steps = 0;
        while (shorter != null) {
            copy = shorter;
            shorter = Shortening.to(copy.size() / 2, copy);
            if (shorter != null) {
                assertThat(shorter.size()).isLessThanOrEqualTo(copy.size() / 2);
            }
            steps++;
        }
        assertThat(steps).isBetween(5, 30);
        assertThat(copy.size()).isLessThan(2_000);
        assertThat(header(copy, "pipeline.value-bytes")).contains("300000");
        assertThat(header(copy, "pipeline.key-bytes")).contains("200000");
        assertThat(header(copy, "pipeline.headers-left-out")).contains("1");
        assertThat(header(copy, "pipeline.reason")).contains("not_json");
    }

    private static Letter copy(int value, int header, int key) {
        Headers headers = new RecordHeaders();
        headers.add("sender", new byte[header]);
        return copy(record(value < 0 ? null : new byte[value], new byte[key], headers));
    }

    private static Letter copy(ConsumerRecord<ByteBuffer, ByteBuffer> record) {
        return DeadLetters.copy(record, new Rejection(Rejection.WHOLE, REJECT, Payload.copy(record.value())));
    }

    private static ConsumerRecord<ByteBuffer, ByteBuffer> record(
            byte @org.jspecify.annotations.Nullable [] value, byte[] key, Headers headers) {
        return new ConsumerRecord<>(
                "events",
                0,
                7,
                0,
                TimestampType.CREATE_TIME,
                key.length,
                value == null ? -1 : value.length,
                ByteBuffer.wrap(key),
                value == null ? null : ByteBuffer.wrap(value),
                headers,
                Optional.empty());
    }

    private static Optional<String> header(Letter letter, String name) {
        List<String> found = letter.headers().stream()
                .filter(header -> header.name().equals(name))
                .map(header -> new String(Objects.requireNonNull(header.value())))
                .toList();
        assertThat(found).hasSizeLessThanOrEqualTo(1);
        return found.stream().findFirst();
    }
}
