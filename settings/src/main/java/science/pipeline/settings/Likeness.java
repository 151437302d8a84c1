package science.pipeline.settings;

import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;
import java.util.function.Function;

/** How far a word is from another: letters added, left out, changed or swapped. */
final class Likeness {

    private Likeness() {}

    /** The word that somebody meant, if one is near enough to say so. */
    static <T> Optional<T> nearest(String word, Collection<T> words, Function<T, String> spelling) {
        return words.stream()
                .filter(each -> distance(word, spelling.apply(each)) <= Math.max(2, word.length() / 5))
                .min(Comparator.comparingInt(each -> distance(word, spelling.apply(each))));
    }

    /** Optimal string alignment: Damerau's distance without edits of what was swapped. */
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) {
                    d[i][j] = i + j;
                    continue;
                }
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + change);
                boolean isSwapped =
                        i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
                if (isSwapped) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
