package science.pipeline.analysis.detect;

/** Numbers that look random and follow from their place in the row (G. Steele et al., SplitMix, OOPSLA 2014). */
final class Drawn {

    private Drawn() {}

    static long number(long place) {
        long mixed = (place + 1) * 0x9E3779B97F4A7C15L;
        mixed = (mixed ^ mixed >>> 30) * 0xBF58476D1CE4E5B9L;
        mixed = (mixed ^ mixed >>> 27) * 0x94D049BB133111EBL;
        return mixed ^ mixed >>> 31;
    }
}
