package science.pipeline.dataset.sink;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/**
 * What a person says of a flag. It rides in the commits of its partition, and decides nothing.
 *
 * @param offset of the flagged event's record
 * @param index of the event in its record; 0 where each record is one
 * @param verdict of the person
 * @param by their name
 * @param at when, UTC, as {@code 2026-01-16T10:23:45Z}
 * @param layer that had found the event oddest
 */
public record Judgement(long offset, int index, Word verdict, String by, String at, String layer) implements Saying {

    /** Commits hold as many of a partition at most. */
    public static final int MOST = 1_000;

    private static final Comparator<Judgement> BY_EVENT =
            Comparator.comparingLong(Judgement::offset).thenComparingInt(Judgement::index);

    /** Whether the flag was right. */
    public enum Word {
        REAL,
        FALSE,
        UNCLEAR;

        @JsonValue
        public String label() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        static Word of(String label) {
            return valueOf(label.toUpperCase(Locale.ROOT));
        }
    }

    /** Whether both speak of the same event. */
    public boolean isOfSameEvent(Judgement other) {
        return offset == other.offset && index == other.index;
    }

    /** The list with one more, in the order of the events; of one event the newest stays. */
    public static List<Judgement> with(List<Judgement> list, Judgement more) {
        List<Judgement> all = new ArrayList<>(list);
        if (all.stream().anyMatch(known -> known.isOfSameEvent(more) && known.at.compareTo(more.at) > 0)) {
            return list;
        }
        all.removeIf(more::isOfSameEvent);
        if (all.size() < MOST) {
            all.add(more);
        }
        all.sort(BY_EVENT);
        return List.copyOf(all);
    }
}
