package science.pipeline.analysis.watch;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import science.pipeline.analysis.aggregate.WindowContribution;

/** Which detectors are to be learnt anew, and which relearning of each has begun. */
final class Relearnings {

    private List<Relearning> all = List.of();

    /** By detector, when the newest one that has begun was to begin; microseconds since 1970. */
    private final SortedMap<String, Long> begun = new TreeMap<>();

    void save(DataOutput out) throws IOException {
        out.writeInt(begun.size());
        for (Map.Entry<String, Long> detector : begun.entrySet()) {
            out.writeUTF(detector.getKey());
            out.writeLong(detector.getValue());
        }
    }

    void load(DataInput in) throws IOException {
        for (int left = in.readInt(); left > 0; left--) {
            begun.put(in.readUTF(), in.readLong());
        }
    }

    void know(Collection<Relearning> known) {
        all = known.stream()
                .sorted(Comparator.comparingLong(Relearning::sinceMicros)
                        .thenComparing(Relearning::detector)
                        .thenComparing(Relearning::by))
                .toList();
    }

    /** Begins those that a window is the first of. */
    List<Relearning> beginWith(WindowContribution window) {
        List<Relearning> due = new ArrayList<>();
        for (Relearning one : all) {
            if (one.sinceMicros() <= window.startMicros()
                    && one.sinceMicros() > begun.getOrDefault(one.detector(), Long.MIN_VALUE)) {
                begun.put(one.detector(), one.sinceMicros());
                due.add(one);
            }
        }
        return due;
    }
}
