package science.pipeline.analytics.post;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.NotEnoughReplicasException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import science.pipeline.analytics.AnalyticsProperties;
import science.pipeline.dataset.sink.Letter;

/** What Kafka does not take waits, bounded, and nobody waits for it. */
class OutboxTest {

    private final Posted kafka = new Posted();
    private final AtomicLong nanos = new AtomicLong();
    private final Outlets outlets =
            new Outlets(new AnalyticsProperties.Topics("dlt", "alerts", "statistics"), kafka, nanos::get);
    private final Outbox outbox = new Outbox(outlets, List.of(), Map.of());

    @AfterEach
    void close() {
        kafka.silent(false);
        outlets.close();
    }

    @Test
    void whatKafkaHasTakenDoesNotWait() {
        outbox.add(alert("a"));
        outbox.add(copy(10));

        awaitWaiting(0);
        assertThat(kafka.taken()).extracting(ProducerRecord::topic).containsExactlyInAnyOrder("alerts", "dlt");
        assertThat(outbox.waiting()).isEmpty();
        assertThat(outbox.unsent()).isEmpty();
    }

    @Test
    void whatKafkaRefusesIsInTheCommitAndSentOnceItIsTaken() {
        kafka.refuses(message -> message.topic().equals("alerts") ? denied() : null);
        outbox.add(alert("a"));
        outbox.add(alert("b"));
        outbox.add(copy(10));

        await().until(() -> outbox.size() == 2 && outlets.to(Letter.To.ALERTS).isStuck());
        assertThat(outbox.waiting()).extracting(OutboxTest::text).containsExactly("a", "b");
        assertThat(outlets.to(Letter.To.REJECTED).isStuck()).isFalse();

        kafka.refuses(message -> null);
        pass(2);
        awaitWaiting(0);
        assertThat(outlets.to(Letter.To.ALERTS).isStuck()).isFalse();
    }

    @Test
    void whoEndsMayWaitForATopicThatTakesNothingYet() throws Exception {
        kafka.refuses(message -> denied());
        outbox.add(copy(10));
        await().until(() -> outlets.to(Letter.To.REJECTED).isStuck());

        outbox.awaitTaken(60_000);
        assertThat(outbox.awaitEmpty(1)).isEqualTo(1);
        kafka.refuses(message -> null);
        pass(2);
        assertThat(outbox.awaitEmpty(60_000)).isZero();
    }

    @Test
    void theNextOwnerSendsWhatTheCommitSays() {
        Outbox next = new Outbox(outlets, List.of(alert("a"), copy(10)), Map.of("alerts", 3L));

        await().until(() -> next.size() == 0);
        assertThat(kafka.taken()).hasSize(2);
        assertThat(next.unsent()).containsExactly(Map.entry("alerts", 3L));
    }

    @Test
    void whatWaitsIsBoundedAndTheRestIsCountedWhileOtherTopicsGoOn() {
        kafka.refuses(message -> message.topic().equals("alerts") ? denied() : null);
        outbox.add(alert("first"));
        await().until(() -> outlets.to(Letter.To.ALERTS).isStuck());
        for (int n = 1; n < Outbox.MOST + 5; n++) {
            outbox.add(alert("more"));
        }

        assertThat(outbox.waiting()).hasSize(Outbox.MOST);
        assertThat(outbox.unsent()).containsExactly(Map.entry("alerts", 5L));
        outbox.add(copy(10));
        awaitWaiting(Outbox.MOST);
        assertThat(outbox.unsent()).as("copies find room").containsExactly(Map.entry("alerts", 5L));
    }

    @Test
    void bytesAreBoundedToo() {
        kafka.refuses(message -> denied());
        outbox.add(copy(10));
        await().until(() -> outlets.to(Letter.To.REJECTED).isStuck());
        for (int n = 0; n < 25; n++) {
            outbox.add(copy(800_000));
        }

        long bytes = outbox.waiting().stream().mapToLong(Letter::size).sum();
        assertThat(bytes).isBetween(Outbox.MOST_BYTES - 900_000, Outbox.MOST_BYTES + 900_000);
        assertThat(outbox.unsent()).containsExactly(Map.entry("rejected", 26L - outbox.size()));
    }

    @Test
    void readingWaitsForRoomOnlyAsLongAsKafkaTakes() throws Exception {
        kafka.silent(true);
        for (int n = 0; n < Outbox.MOST; n++) {
            outbox.add(alert("a"));
        }
        Thread reading = new Thread(() -> outbox.add(alert("one more")));
        reading.start();
        await().until(() -> reading.getState() == Thread.State.TIMED_WAITING);

        pass(2); // nothing was taken meanwhile
        reading.join(10_000);
        assertThat(reading.isAlive()).isFalse();
        assertThat(outbox.unsent()).containsExactly(Map.entry("alerts", 1L));
    }

    @Test
    void aCopyThatIsTooLargeIsShortenedUntilItFits() {
        kafka.refuses(message -> size(message) > 5_000 ? new RecordTooLargeException("too large") : null);
        outbox.add(copy(800_000));

        awaitWaiting(0);
        assertThat(kafka.taken()).singleElement().satisfies(message -> {
            assertThat(message.headers().lastHeader("pipeline.value-bytes").value())
                    .asString()
                    .isEqualTo("800000");
            assertThat(message.value()).isNotEmpty();
        });
        assertThat(outbox.unsent()).isEmpty();
    }

    @Test
    void aCopyThatNeverFitsIsCountedAndTheNextOneIsSent() {
        kafka.refuses(message -> message.headers().lastHeader("large") != null
                        || message.headers().lastHeader("pipeline.value-bytes") != null
                ? new RecordTooLargeException("too large")
                : null);
        outbox.add(copy(100_000, new Letter.Header("large", new byte[1])));
        await().until(() -> !outbox.unsent().isEmpty());
        assertThat(outbox.unsent()).containsExactly(Map.entry("rejected", 1L));
        assertThat(outbox.size()).isZero();
        assertThat(outlets.troubles()).singleElement().asString().contains("dlt", "cannot be made smaller");

        outbox.add(copy(10));
        awaitWaiting(0);
        await().until(() -> outlets.troubles().isEmpty());
        assertThat(kafka.taken()).hasSize(1);
    }

    @Test
    void whatIsDeniedIsTroubleWithANameAtOnce() {
        kafka.refuses(message -> denied());
        outbox.add(alert("a"));
        await().until(() -> !outlets.troubles().isEmpty());
        assertThat(outlets.troubles()).singleElement().asString().contains("alerts: 1 messages wait", "Write");
    }

    @Test
    void whatCannotBeSentForAMinuteIsTroubleWithAName() {
        kafka.refuses(message -> new NotEnoughReplicasException("too few replicas"));
        outbox.add(alert("a"));
        await().until(() -> outlets.to(Letter.To.ALERTS).isStuck());
        assertThat(outlets.troubles()).isEmpty();

        nanos.addAndGet(TimeUnit.SECONDS.toNanos(61));
        assertThat(outlets.troubles())
                .singleElement()
                .asString()
                .contains("alerts: 1 messages wait, the oldest for 61 s");
        assertThat(outlets.waitedSeconds(Letter.To.ALERTS)).isEqualTo(61);
    }

    @Test
    void aTopicIsMadeAtTheStartAndAgainWhenItIsGone() {
        await().until(() -> kafka.made().size() == 3);
        assertThat(kafka.made()).containsExactlyInAnyOrder("dlt", "alerts", "statistics");

        kafka.refuses(message -> new UnknownTopicOrPartitionException("gone"));
        outbox.add(alert("a"));
        await().until(() -> kafka.failures() > 0);
        kafka.refuses(message -> null);
        pass(3);
        awaitWaiting(0);
        assertThat(kafka.made()).hasSizeGreaterThan(3).endsWith("alerts");
    }

    @Test
    void nothingIsSentOfAPartitionThatWentBackToItsLastCommit() {
        kafka.refuses(message -> denied());
        outbox.add(alert("a"));
        await().until(() -> kafka.failures() > 0);
        outbox.abandon();
        kafka.refuses(message -> null);
        pass(3);

        await().until(() -> outlets.waiting(Letter.To.ALERTS) == 0);
        assertThat(kafka.taken()).isEmpty();
    }

    @Test
    void aTopicThatIsOffGetsNothing() {
        Outlets off = new Outlets(new AnalyticsProperties.Topics("", "", ""), kafka, nanos::get);
        Outbox silent = new Outbox(off, List.of(alert("of a former run")), Map.of());
        silent.add(copy(10));

        assertThat(silent.size()).isZero();
        assertThat(silent.unsent()).isEmpty();
    }

    private void awaitWaiting(int expected) {
        await().atMost(Duration.ofSeconds(20)).until(() -> outbox.size() == expected);
    }

    /** The outlet looks at the clock when it wakes up; an alert more wakes it. */
    private void pass(int seconds) {
        nanos.addAndGet(TimeUnit.SECONDS.toNanos(seconds));
    }

    private static Letter alert(String text) {
        return new Letter(Letter.To.ALERTS, null, text.getBytes(StandardCharsets.UTF_8));
    }

    private static Letter copy(int bytes, Letter.Header... headers) {
        return new Letter(Letter.To.REJECTED, null, new byte[bytes], List.of(headers));
    }

    private static long size(ProducerRecord<byte[], byte[]> message) {
        long size = message.value() == null ? 0 : message.value().length;
        for (var header : message.headers()) {
            size += header.value().length;
        }
        return size;
    }

    private static String text(Letter letter) {
        return new String(letter.value(), StandardCharsets.UTF_8);
    }

    private static Throwable denied() {
        return new TopicAuthorizationException("not allowed");
    }
}
