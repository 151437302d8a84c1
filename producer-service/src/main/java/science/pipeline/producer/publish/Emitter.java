package science.pipeline.producer.publish;

import java.util.SortedSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.errors.InterruptException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import science.pipeline.chassis.kafka.NotReadyException;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.producer.EndOfRun;
import science.pipeline.producer.source.Position;
import science.pipeline.producer.source.Source;
import science.pipeline.producer.source.SourceException;

/**
 * The loop of the run: waits for Kafka and the topic, then sends what is due, tick by tick, until the source or the
 * count is exhausted and everything is acknowledged.
 */
@Component
final class Emitter implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Emitter.class);

    /** So many events are sent between two looks at pause, brake and stop. */
    private static final int CHUNK = 256;

    private static final long LOOK_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long ATTEMPT_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Run run;
    private final Opening opening;
    private final EventTopic topic;
    private final Source source;
    private final KafkaTemplate<byte[], byte[]> kafka;
    private final Brake brake;
    private final EndOfRun endOfRun;
    private final ReentrantLock ticking = new ReentrantLock();
    private final AcknowledgementWatch watch;
    private volatile boolean running;

    /** Touched under {@link #ticking}, as are the fields below. */
    private @Nullable Publisher publisher;

    private boolean exhausted;

    /** The client was closed, and nothing has been sent since. */
    private boolean restsWithoutClient;

    private long restUntilNanos = System.nanoTime();
    private long acknowledgedBefore;
    private long lookedNanos = System.nanoTime() - LOOK_NANOS;
    private long nextAttemptNanos = System.nanoTime();

    Emitter(
            Run run,
            Opening opening,
            EventTopic topic,
            Source source,
            KafkaTemplate<byte[], byte[]> kafka,
            Brake brake,
            EndOfRun endOfRun) {
        this.run = run;
        this.opening = opening;
        this.topic = topic;
        watch = new AcknowledgementWatch(run.delivery(), System::nanoTime);
        this.source = source;
        this.kafka = kafka;
        this.brake = brake;
        this.endOfRun = endOfRun;
    }

    /** How long the next tick may wait; called between two ticks. */
    long waitNanos() {
        return run.pace().waitNanos(System.nanoTime());
    }

    void tick() {
        ticking.lock();
        try {
            boolean moreIsDue = true;
            while (running && !run.ended() && moreIsDue) {
                moreIsDue = step();
            }
        } catch (NotReadyException e) {
            run.reminder().say(e.trouble());
        } catch (SourceException | DeliveryException e) {
            fail(String.valueOf(e.getMessage()));
        } catch (InterruptException e) {
            log.debug("Interrupted: the context closes", e);
        } catch (ConfigException e) {
            fail("spring.kafka: " + e.getMessage());
        } catch (KafkaException e) {
            // A client cannot be made now, as when a name no longer resolves; or nobody knows: state retrying.
            rest(topic.sending(e));
        } catch (RuntimeException | Error e) {
            log.error("BUG: nobody expected this error", e);
            fail(e.toString());
        } finally {
            ticking.unlock();
        }
    }

    /** Does what is to be done next. Returns whether there is more to be done at once. */
    private boolean step() throws NotReadyException {
        if (publisher == null) {
            return open();
        }
        run.delivery().check();
        if (isResting()) {
            return false;
        }
        Exception denial = run.delivery().denial();
        if (denial != null) {
            if (restsWithoutClient && run.delivery().isQuiet()) {
                goOn(publisher);
            } else {
                rest(topic.sending(denial));
                return false;
            }
        }
        remindOfMissingAcknowledgements();
        if (exhausted) {
            endOnceAcknowledged();
            return false;
        }
        if (run.paused() || brake.engaged()) {
            run.pace().restart();
            return false;
        }
        return send(publisher);
    }

    private boolean open() throws NotReadyException {
        long now = System.nanoTime();
        if (now - nextAttemptNanos < 0) {
            return false;
        }
        nextAttemptNanos = now + ATTEMPT_NANOS;
        publisher = opening.open(run.delivery());
        run.available(source.remaining());
        return true;
    }

    private boolean send(Publisher publisher) {
        Pace pace = run.pace();
        long atMost = Math.min(CHUNK, run.wanted());
        // Through execute() rather than send(): that one makes a future and two callbacks for each event.
        Publisher.Halt halt = kafka.execute(producer -> publisher.emit(producer, pace, atMost));
        switch (halt) {
            case NONE, NOT_DUE -> {}
            case BUFFER_FULL -> pace.restart();
            case SOURCE_ENDS -> exhausted = true;
        }
        exhausted |= run.wanted() == 0;
        return halt == Publisher.Halt.NONE;
    }

    /**
     * Kafka denies what is sent, or its client fails in a way that nobody knows. The client may have lost its way by
     * that, so there is a new one for each attempt, once a second. It is over when Kafka acknowledges again.
     */
    private void rest(Trouble trouble) {
        run.reminder().say(trouble);
        run.pace().restart();
        if (!isResting()) {
            restUntilNanos = System.nanoTime() + ATTEMPT_NANOS;
            acknowledgedBefore = run.acknowledged();
            kafka.getProducerFactory().reset();
            restsWithoutClient = true;
        }
    }

    /**
     * What the old client gave up is sent again, unless the topic has it: a rest after that client was closed, so that
     * what it had sent has come to its end.
     *
     * @throws NotReadyException if the topic cannot be read now
     */
    private void goOn(Publisher publisher) throws NotReadyException {
        restUntilNanos = System.nanoTime() + ATTEMPT_NANOS;
        Delivery delivery = run.delivery();
        SortedSet<Position> givenUp = delivery.givenUp();
        int inTheTopic = 0;
        if (!givenUp.isEmpty()) {
            try (TopicTail tail = opening.tail(publisher.partitions())) {
                inTheTopic = publisher.sendAgain(givenUp, tail);
                delivery.settledTo(tail.ends());
            } catch (InterruptException e) {
                throw e;
            } catch (KafkaException e) {
                throw new NotReadyException(topic.reading(e), e);
            }
            exhausted = false;
        }
        delivery.resume(inTheTopic);
        restsWithoutClient = false;
        restUntilNanos = System.nanoTime();
    }

    private boolean isResting() {
        return System.nanoTime() - restUntilNanos < 0;
    }

    private void remindOfMissingAcknowledgements() {
        if (!watch.isStalled()) {
            boolean rests = run.denied() || run.retrying();
            if (!rests || run.acknowledged() > acknowledgedBefore) {
                run.reminder().settle("Kafka takes events");
            }
        } else if (run.missing().isEmpty() || System.nanoTime() - lookedNanos >= LOOK_NANOS) {
            lookedNanos = System.nanoTime();
            run.reminder().say(topic.stalled());
        }
    }

    private void endOnceAcknowledged() {
        if (run.delivery().underWay() == 0) {
            run.end();
            endOfRun.reach(0);
        }
    }

    private void fail(String reason) {
        log.error("{}", reason);
        run.fail(reason);
        endOfRun.reach(1);
    }

    @Override
    public void start() {
        running = true;
    }

    @Override
    public void stop() {
        running = false;
        ticking.lock();
        try {
            // Closes the client, which first sends what it still holds.
            kafka.getProducerFactory().reset();
            source.close();
            long open = run.produced() - run.acknowledged();
            if (open > 0) {
                log.error("Kafka has not acknowledged {} of the events that it was sent: they may be missing", open);
            }
        } finally {
            ticking.unlock();
        }
    }

    @Override
    public boolean isRunning() {
        return running;
    }
}
