package science.pipeline.producer.source.synthetic;

/**
 * Faults that last for several events: one episode in every stretch of the stream, at a random place in it. Stretches
 * rather than dice keep the share of labelled events close to the configured one in short runs too.
 */
final class Episodes {

    private static final long NEVER = Long.MAX_VALUE;

    private final long seed;
    private final int length;
    private final long stretch;

    /** The stretch looked at last; an episode lies within one stretch. */
    private long stretchStart = 0;

    private long stretchEnd = 0;
    private long episodeStart = NEVER;

    /**
     * @param length events from the first to the last of an episode
     * @param labelled how many of these are faulty on average
     * @param rate the share of all events that shall be faulty in this way; 0 = no episodes
     */
    Episodes(long seed, int length, double labelled, double rate) {
        this.seed = seed;
        this.length = length;
        stretch = rate > 0 ? Math.max(length, Math.round(labelled / rate)) : NEVER;
    }

    /** How many events of its episode come before an event, or -1 if it belongs to none. */
    int indexOf(long eventNumber) {
        if (stretch == NEVER) {
            return -1;
        }
        if (eventNumber < stretchStart || eventNumber >= stretchEnd) {
            look(eventNumber / stretch);
        }
        long index = eventNumber - episodeStart;
        return index >= 0 && index < length ? (int) index : -1;
    }

    /** The first event of the episode that {@link #indexOf} found last. */
    long start() {
        return episodeStart;
    }

    /** Random bits that belong to the episode that {@link #indexOf} found last. */
    long bits() {
        return EventRandom.hash(seed, ~episodeStart);
    }

    int length() {
        return length;
    }

    private void look(long number) {
        stretchStart = number * stretch;
        stretchEnd = stretchStart + stretch;
        episodeStart = stretchStart + Math.floorMod(EventRandom.hash(seed, number), stretch - length + 1);
    }
}
