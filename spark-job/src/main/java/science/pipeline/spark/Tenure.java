package science.pipeline.spark;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.analytics.post.DeadLetters;
import science.pipeline.analytics.post.Outbox;
import science.pipeline.codec.Rejection;
import science.pipeline.dataset.commit.SayingBox;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Sink;
import science.pipeline.dataset.sink.Stand;
import science.pipeline.engine.Engine;

/**
 * What there is of a partition in an executor, from a takeover until it is let go; kept from batch to batch. Touched by
 * one thread at a time.
 */
final class Tenure {

    private static final Logger log = LoggerFactory.getLogger(Tenure.class);

    private final String owner;
    private final String topic;
    private final Sink dataset;
    private final Engine engine;
    private final Outbox outbox;
    private final @Nullable SayingBox sayings;

    /**
     * @param owner the name by which commits know it
     * @param engine at the stand of the dataset
     * @param sayings what people say of its events; null where nobody can
     */
    Tenure(String owner, String topic, Sink dataset, Engine engine, Outbox outbox, @Nullable SayingBox sayings) {
        this.owner = owner;
        this.topic = topic;
        this.dataset = dataset;
        this.engine = engine;
        this.outbox = outbox;
        this.sayings = sayings;
    }

    String owner() {
        return owner;
    }

    /** The first offset that is not in the books. */
    long nextOffset() {
        return dataset.stand().nextOffset();
    }

    /** Reads rows, but those that are in the books; what they lack up to {@code until} holds no readable record. */
    void read(@Nullable KafkaRows rows, long until) throws IOException {
        boolean more = rows != null;
        while (more) {
            if (rows.offset() >= engine.nextOffset()) {
                accept(rows);
            }
            more = rows.next();
        }
        skipTo(until);
        engine.flush();
    }

    private void accept(KafkaRows rows) throws IOException {
        skipTo(rows.offset());
        List<Rejection> rejections = engine.accept(rows.offset(), rows.micros(), rows.bytes, rows.start, rows.end);
        for (Rejection rejection : rejections) {
            outbox.add(DeadLetters.copy(rows.record(topic), rejection));
        }
    }

    private void skipTo(long offset) {
        if (offset > engine.nextOffset()) {
            engine.skip(offset);
        }
    }

    /**
     * Makes what was read true, and with it what people have said and what Kafka has not taken yet.
     *
     * @param last whether this owner ends with it
     */
    void commit(boolean last) throws IOException, Fenced {
        List<SayingBox.Waiting> said = sayings == null ? List.of() : sayings.waiting();
        for (SayingBox.Waiting each : said) {
            engine.hear(each.saying());
        }
        Stand analysed = engine.stand();
        Stand stand = analysed.withKafka(null, analysed.counts().withUnsent(outbox.unsent()), outbox.waiting());
        dataset.draft(stand, last).commit();
        if (sayings != null) {
            sayings.remove(said);
        }
    }

    /**
     * Waits until Kafka has taken all copies and alerts, but not longer than this.
     *
     * @return how many it has not taken; they ride in the commit
     */
    int awaitTold(long millis) throws InterruptedException {
        return outbox.awaitEmpty(millis);
    }

    /** Lets go of everything that is not committed. */
    void abandon() {
        outbox.abandon();
        try {
            dataset.close();
        } catch (IOException | RuntimeException unclosed) {
            log.debug("{}: {}", owner, unclosed.toString());
        }
    }
}
