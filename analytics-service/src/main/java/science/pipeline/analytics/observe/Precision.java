package science.pipeline.analytics.observe;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.sink.Judgement;

/**
 * How many of the flags that people have judged were right, with the interval that holds the true share in 19 of 20
 * cases (E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209). What is unclear counts for neither side. Says something of
 * all flags only if those that were judged were not chosen for how they look.
 *
 * @param real flags that were right
 * @param notReal those that were not
 * @param unclear those of which nobody knows
 * @param precision share of the right ones; null while there is none of either
 * @param from lower end of the interval
 * @param to upper end
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Precision(
        long real,
        @JsonProperty("false") long notReal,
        long unclear,
        @Nullable Double precision,
        @Nullable Double from,
        @Nullable Double to) {

    /** Of a normal distribution, two-sided 95 %. */
    private static final double Z = 1.959964;

    static Precision of(List<Judgement> judgements) {
        long real = count(judgements, Judgement.Word.REAL);
        long not = count(judgements, Judgement.Word.FALSE);
        long unclear = count(judgements, Judgement.Word.UNCLEAR);
        double all = real + not;
        if (all == 0) {
            return new Precision(real, not, unclear, null, null, null);
        }
        double share = real / all;
        double middle = (share + Z * Z / (2 * all)) / (1 + Z * Z / all);
        double half = Z / (1 + Z * Z / all) * Math.sqrt(share * (1 - share) / all + Z * Z / (4 * all * all));
        return new Precision(real, not, unclear, share, Math.max(0, middle - half), Math.min(1, middle + half));
    }

    private static long count(List<Judgement> judgements, Judgement.Word word) {
        return judgements.stream().filter(one -> one.verdict() == word).count();
    }

    /** By the layer that had found the event oddest. */
    static Map<String, Precision> byLayer(List<Judgement> judgements) {
        Map<String, Precision> byLayer = new TreeMap<>();
        judgements.stream()
                .collect(Collectors.groupingBy(Judgement::layer))
                .forEach((layer, of) -> byLayer.put(layer, of(of)));
        return byLayer;
    }
}
