package science.pipeline.producer.source.synthetic;

/**
 * Random numbers by event: the draws of an event depend on the seed and its number alone, so that a later run goes on
 * in the middle of the stream without making up what came before.
 *
 * <p>The generator is SplitMix64 (Steele, Lea, Flood: "Fast splittable pseudorandom number generators", OOPSLA 2014;
 * constants as in Vigna's public-domain version). Its state is a counter, hence the jump to any event is one
 * multiplication.
 */
final class EventRandom {

    private static final long GAMMA = 0x9E3779B97F4A7C15L;

    /** No event draws more often. */
    private static final int DRAWS_PER_EVENT = 16;

    private static final double UNIT = 0x1.0p-53;

    private final long origin;
    private long state;

    EventRandom(long seed) {
        origin = mix(seed);
    }

    /** A well-spread number for each pair of arguments. */
    static long hash(long seed, long number) {
        return mix(mix(seed) + number * GAMMA);
    }

    /** A number in [0, bound) from random bits. */
    static int below(int bound, long bits) {
        return (int) ((bits >>> 32) * bound >>> 32);
    }

    /** Goes to the first draw of an event. */
    void seek(long eventNumber) {
        state = origin + eventNumber * (DRAWS_PER_EVENT * GAMMA);
    }

    long bits() {
        state += GAMMA;
        return mix(state);
    }

    /** Uniform in [0, 1). */
    double uniform() {
        return (bits() >>> 11) * UNIT;
    }

    /** Uniform in [low, high). */
    double uniform(double low, double high) {
        return low + (high - low) * uniform();
    }

    /** Standard normal, by Box and Muller (1958). */
    double normal() {
        double radius = Math.sqrt(-2 * StrictMath.log(1 - uniform()));
        return radius * StrictMath.cos(2 * Math.PI * uniform());
    }

    private static long mix(long z) {
        z = (z ^ z >>> 30) * 0xBF58476D1CE4E5B9L;
        z = (z ^ z >>> 27) * 0x94D049BB133111EBL;
        return z ^ z >>> 31;
    }
}
