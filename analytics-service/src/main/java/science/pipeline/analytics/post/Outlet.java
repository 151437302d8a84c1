package science.pipeline.analytics.post;

import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import science.pipeline.chassis.trouble.Causes;
import science.pipeline.chassis.trouble.Right;
import science.pipeline.chassis.trouble.Trouble;
import science.pipeline.dataset.sink.Letter;

/**
 * Sends to one topic, in the background, in the order in which it was asked to, and again until Kafka takes it. Nobody
 * waits for it. Any thread may ask; one of its own sends.
 */
final class Outlet implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Outlet.class);

    /** So much is handed to Kafka's client at a time: its memory is shared by all topics. */
    private static final long MOST_UNDERWAY_BYTES = 8L << 20;

    private static final long RETRY_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long TROUBLE_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final long LAST_CHANCE_MILLIS = 3000;
    private static final long LOOK_MILLIS = 50;

    private final String topic;
    private final Post post;
    private final LongSupplier nanos;
    private final Thread thread;

    /** Everything that Kafka has not taken, by its number. */
    private final TreeMap<Long, Open> open = new TreeMap<>();

    /** Numbers of those that are to be sent; the others are under way. */
    private final TreeSet<Long> due = new TreeSet<>();

    private long numbers;
    private long underwayBytes;
    private long movedAtNanos;
    private long pausedUntilNanos;
    private volatile boolean absent = true;
    private boolean paused;
    private boolean refusedLast;
    private boolean closed;
    private long givenUp;
    private @Nullable Trouble reason;

    private record Open(Parcel parcel, long sinceNanos) {}

    /** @param topic empty = off: what it is given it drops */
    Outlet(String topic, Post post, LongSupplier nanos) {
        this.topic = topic;
        this.post = post;
        this.nanos = nanos;
        this.thread = new Thread(this::work, "send-" + topic);
        if (!topic.isEmpty()) {
            thread.setDaemon(true);
            thread.start();
        }
    }

    boolean isOff() {
        return topic.isEmpty();
    }

    String topic() {
        return topic;
    }

    synchronized void send(Parcel parcel) {
        if (isOff() || closed) {
            return;
        }
        if (open.isEmpty()) {
            movedAtNanos = nanos.getAsLong();
        }
        open.put(++numbers, new Open(parcel, nanos.getAsLong()));
        due.add(numbers);
        notifyAll();
    }

    /** Whether Kafka takes nothing at present, although there is something to take. */
    synchronized boolean isStuck() {
        return !open.isEmpty() && (reason != null || nanos.getAsLong() - movedAtNanos >= STUCK_NANOS);
    }

    /** How many messages wait to be taken. */
    synchronized int waiting() {
        return open.size();
    }

    /** How many were given up since the start. */
    synchronized long givenUp() {
        return givenUp;
    }

    /** How long the oldest of them has waited, seconds. */
    synchronized double waitedSeconds() {
        return open.isEmpty() ? 0 : (nanos.getAsLong() - open.firstEntry().getValue().sinceNanos) / 1e9;
    }

    /**
     * What is wrong: at once if Kafka does not let us; otherwise once a message has waited for a minute, or the last
     * one could not be sent.
     */
    synchronized Optional<String> trouble() {
        if (refusedLast) {
            return Optional.of(
                    topic + " does not take a message that cannot be made smaller; given up so far: " + givenUp);
        }
        Trouble found = reason;
        boolean late = waitedSeconds() >= TimeUnit.NANOSECONDS.toSeconds(TROUBLE_NANOS);
        return late || found != null && found.isDenied() && !open.isEmpty()
                ? Optional.of("%s: %d messages wait, the oldest for %.0f s: %s"
                        .formatted(topic, open.size(), waitedSeconds(), found == null ? "no answer yet" : found))
                : Optional.empty();
    }

    private void work() {
        try {
            makeTopic();
            while (true) {
                long number = next();
                makeTopic();
                send(number);
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void makeTopic() throws InterruptedException {
        while (absent) {
            absent = !post.make(topic);
            if (absent) {
                TimeUnit.NANOSECONDS.sleep(RETRY_NANOS);
            }
        }
    }

    private synchronized long next() throws InterruptedException {
        while (true) {
            long pause = paused ? pausedUntilNanos - nanos.getAsLong() : 0;
            paused = pause > 0;
            if (!paused && !due.isEmpty() && underwayBytes < MOST_UNDERWAY_BYTES) {
                return due.pollFirst();
            }
            wait(Math.max(0, TimeUnit.NANOSECONDS.toMillis(pause) + (paused ? 1 : 0)));
        }
    }

    private void send(long number) throws InterruptedException {
        Parcel parcel = parcel(number);
        Letter letter = parcel.letter();
        if (letter == null) {
            remove(number);
            return;
        }
        long size = letter.size();
        changeUnderway(size);
        CompletableFuture<?> sent = post.send(message(letter));
        if (Thread.interrupted()) {
            throw new InterruptedException();
        }
        sent.whenComplete((done, failure) -> {
            changeUnderway(-size);
            if (failure == null) {
                taken(number, parcel);
            } else {
                failed(number, parcel, failure);
            }
        });
    }

    private synchronized Parcel parcel(long number) {
        return Objects.requireNonNull(open.get(number), "BUG: what is due is open").parcel;
    }

    private synchronized void remove(long number) {
        open.remove(number);
        notifyAll();
    }

    private synchronized void changeUnderway(long bytes) {
        underwayBytes += bytes;
        notifyAll();
    }

    private ProducerRecord<byte[], byte[]> message(Letter letter) {
        ProducerRecord<byte[], byte[]> message = new ProducerRecord<>(topic, letter.key(), letter.value());
        letter.headers().forEach(header -> message.headers().add(header.name(), header.value()));
        return message;
    }

    private void taken(long number, Parcel parcel) {
        parcel.taken();
        synchronized (this) {
            open.remove(number);
            movedAtNanos = nanos.getAsLong();
            refusedLast = false;
            if (reason != null) {
                reason = null;
                log.info("{} takes what is sent again", topic);
            }
            notifyAll();
        }
    }

    private void failed(long number, Parcel parcel, Throwable failure) {
        if (failure instanceof RecordTooLargeException) {
            tooLarge(number, parcel);
        } else {
            again(number, failure);
        }
    }

    private void tooLarge(long number, Parcel parcel) {
        boolean smaller = parcel.shorten();
        synchronized (this) {
            if (smaller) {
                due.add(number);
            } else {
                open.remove(number);
                refusedLast = true;
                givenUp++;
            }
            notifyAll();
        }
        if (!smaller) {
            log.warn("{} does not take a message, and it cannot be made smaller: it is counted as unsent", topic);
            parcel.givenUp();
        }
    }

    private void again(long number, Throwable failure) {
        Trouble found = Causes.ANYWHERE.of(failure, Right.topic("Write", topic));
        synchronized (this) {
            if (closed) {
                return;
            }
            if (reason == null) {
                log.warn("{} takes nothing; what is to be sent waits, and reading goes on: {}", topic, found);
            }
            reason = found;
            paused = true;
            pausedUntilNanos = nanos.getAsLong() + RETRY_NANOS;
            due.add(number);
            notifyAll();
        }
        absent |= isAbsence(failure);
        post.failed(failure);
    }

    private static boolean isAbsence(Throwable failure) {
        return failure instanceof UnknownTopicOrPartitionException
                || String.valueOf(failure.getMessage()).contains("not present in metadata");
    }

    /** Waits until all is taken, but not longer than this, nor while Kafka takes nothing. */
    synchronized void awaitTaken(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!open.isEmpty() && !isStuck() && System.nanoTime() - until < 0) {
            wait(LOOK_MILLIS);
        }
    }

    /** Waits a moment for what is under way, unless Kafka takes nothing; the rest is in the commits. */
    @Override
    public void close() {
        try {
            awaitTaken(LAST_CHANCE_MILLIS);
        } catch (InterruptedException impatient) {
            Thread.currentThread().interrupt();
        }
        synchronized (this) {
            closed = true;
        }
        thread.interrupt();
    }
}
