package science.pipeline.codec;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntFunction;

/** How senders name detectors and particle types; some names of some habits are none that the contract allows. */
enum NamingHabit {
    LETTER_AND_NUMBER(n -> "D" + n),
    TWO_DIGITS(n -> (n < 10 ? "det0" : "det") + n),
    CHANNELS(n -> "ch" + n),
    CHAMBERS(n -> "CSC_" + n),
    THREE_DIGITS(n -> "DET_" + ("" + (1000 + n)).substring(1)),
    CHARGES(n -> List.of("µ+", "mu+", "mu-", "e+", "e-", "K0_S", "anti-p", "π0").get(n % 8)),
    DOTTED(n -> "tracker.barrel:" + n / 8 + ".layer" + n % 8),
    ONE_LETTER(n -> String.valueOf((char) ('A' + n % 58))),
    LONGEST(n -> "n".repeat(n % 64) + "x".repeat(64 - n % 64)),
    EQUAL_HASHES(NamingHabit::withOneHash),
    DIGITS(Integer::toString),
    MIXED(n -> values()[n % 11].names.apply(n));

    private static final int NAMES = 300;

    private final IntFunction<String> names;

    NamingHabit(IntFunction<String> names) {
        this.names = names;
    }

    String name(SplittableRandom random) {
        return names.apply(random.nextInt(NAMES));
    }

    /** Both pieces have the same hash, so all names made of them do. */
    private static String withOneHash(int number) {
        StringBuilder name = new StringBuilder();
        for (int bit = 0; bit < 9; bit++) {
            name.append((number >> bit & 1) == 0 ? "Aa" : "BB");
        }
        return name.toString();
    }
}
