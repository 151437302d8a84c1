package science.pipeline.analytics.post;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.sink.Letter;

/**
 * What one partition has to tell: copies of its rejects and alerts of its flagged events. They are sent as they arise;
 * what Kafka has not taken by then rides in the next commit, so that each is sent at least once. What waits is bounded;
 * beyond that further ones are counted as unsent. Reading waits for Kafka only as long as Kafka does take.
 */
public final class Outbox {

    static final int MOST = 10_000;
    static final long MOST_BYTES = 16L << 20;

    private static final long ROOM_MILLIS = 50;

    private final Outlets outlets;

    /** In the order in which they arose. */
    private final Set<Slot> waiting = new LinkedHashSet<>();

    private final Map<Letter.To, Load> loads = new EnumMap<>(Letter.To.class);
    private final Map<String, Long> unsent;
    private boolean abandoned;

    /** How much waits. */
    private static final class Load {
        int letters;
        long bytes;

        void add(int more, long moreBytes) {
            letters += more;
            bytes += moreBytes;
        }
    }

    /** A letter that waits. */
    private final class Slot implements Parcel {
        private Letter letter;
        private final long size;

        Slot(Letter letter) {
            this.letter = letter;
            this.size = letter.size();
        }

        @Override
        public @Nullable Letter letter() {
            synchronized (Outbox.this) {
                return abandoned ? null : letter;
            }
        }

        @Override
        public boolean shorten() {
            synchronized (Outbox.this) {
                Letter shorter = letter.to() == Letter.To.REJECTED ? Shortening.to(letter.size() / 2, letter) : null;
                letter = shorter == null ? letter : shorter;
                return shorter != null;
            }
        }

        @Override
        public void taken() {
            remove(this);
        }

        @Override
        public void givenUp() {
            synchronized (Outbox.this) {
                remove(this);
                countUnsent(letter.to());
            }
        }
    }

    /**
     * @param restored what the partition's newest commit says is still to be sent
     * @param unsent what it has counted as unsent, by topic
     */
    public Outbox(Outlets outlets, List<Letter> restored, Map<String, Long> unsent) {
        this.outlets = outlets;
        this.unsent = new TreeMap<>(unsent);
        for (Letter.To to : Letter.To.values()) {
            loads.put(to, new Load());
        }
        restored.stream().filter(letter -> !outlets.to(letter.to()).isOff()).forEach(this::keep);
    }

    /** Sends it, or counts it as unsent when too much waits that Kafka does not take. */
    public synchronized void add(Letter letter) {
        Outlet outlet = outlets.to(letter.to());
        if (outlet.isOff()) {
            return;
        }
        while (isFull(letter.to(), outlet)) {
            if (outlet.isStuck()) {
                countUnsent(letter.to());
                return;
            }
            try {
                wait(ROOM_MILLIS);
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
                break;
            }
        }
        keep(letter);
    }

    /** What a topic takes finds room however much waits for the others. */
    private boolean isFull(Letter.To to, Outlet outlet) {
        boolean all = outlet.isStuck();
        int letters = 0;
        long bytes = 0;
        for (Map.Entry<Letter.To, Load> load : loads.entrySet()) {
            if (all || load.getKey() == to) {
                letters += load.getValue().letters;
                bytes += load.getValue().bytes;
            }
        }
        return letters >= MOST || bytes >= MOST_BYTES;
    }

    private synchronized void keep(Letter letter) {
        Slot slot = new Slot(letter);
        waiting.add(slot);
        load(letter).add(1, slot.size);
        outlets.to(letter.to()).send(slot);
    }

    private synchronized void remove(Slot slot) {
        if (waiting.remove(slot)) {
            load(slot.letter).add(-1, -slot.size);
            notifyAll();
        }
    }

    private Load load(Letter letter) {
        return Objects.requireNonNull(loads.get(letter.to()), "BUG: each topic has a load");
    }

    private void countUnsent(Letter.To to) {
        unsent.merge(to.label(), 1L, Long::sum);
    }

    /** What Kafka has not taken yet. */
    public synchronized List<Letter> waiting() {
        List<Letter> letters = new ArrayList<>(waiting.size());
        waiting.forEach(slot -> letters.add(slot.letter));
        return letters;
    }

    public synchronized int size() {
        return waiting.size();
    }

    /** How many will never be sent, by topic. */
    public synchronized Map<String, Long> unsent() {
        return Map.copyOf(unsent);
    }

    /** Waits until Kafka has taken everything that it takes, but not longer than this. */
    public synchronized void awaitTaken(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (waiting.stream().anyMatch(slot -> !outlets.to(slot.letter.to()).isStuck())
                && System.nanoTime() - until < 0) {
            wait(ROOM_MILLIS);
        }
    }

    /**
     * Waits until Kafka has taken everything, also while it takes nothing, but not longer than this.
     *
     * @return how much still waits
     */
    public synchronized int awaitEmpty(long millis) throws InterruptedException {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!waiting.isEmpty() && System.nanoTime() - until < 0) {
            wait(ROOM_MILLIS);
        }
        return waiting.size();
    }

    /** The partition goes to another owner, or back to its last commit, which knows what waits. */
    public synchronized void abandon() {
        abandoned = true;
        waiting.clear();
        notifyAll();
    }
}
