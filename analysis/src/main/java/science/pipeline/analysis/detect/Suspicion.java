package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import science.pipeline.event.NameTable;

/**
 * Keeps a fault from teaching itself. A detector of whose latest events more than a quarter were found odd is
 * suspicious: a layer learns nothing from its events until most are usual again. Single odd events teach as before,
 * {@link TailFit} passes them under. Where half of the events come from suspicious detectors the stream has changed,
 * and is learnt anew; so is a detector that was suspicious for {@value #PATIENCE} times as many events as it was learnt
 * from, for then what was learnt was the exception.
 */
final class Suspicion {

    /** From this score on an event is odd unless a layer says otherwise: one in a million. */
    private static final double ODD = 6;

    /** Of the last 64 events of a detector. */
    private static final int MOST_ODD = 16;

    private static final int PATIENCE = 16;
    private static final double WEIGHT = 1.0 / 1024;
    private static final double MOST = 0.5;

    private final PerName<Detector> detectors;
    private final double odd;

    /** Share of events from suspicious detectors, over about a thousand events. */
    private double share;

    /** What the latest events of one detector were like. */
    private static final class Detector implements Learnt {

        /** A bit for each of the last 64 events, set for those that were odd. */
        private long latest;

        private long learnt;
        private long withheld;

        @Override
        public void save(DataOutput out) throws IOException {
            out.writeLong(latest);
            out.writeLong(learnt);
            out.writeLong(withheld);
        }

        @Override
        public void load(DataInput in) throws IOException {
            latest = in.readLong();
            learnt = in.readLong();
            withheld = in.readLong();
        }
    }

    Suspicion(NameTable detectors) {
        this(detectors, ODD);
    }

    /** @param odd from this score on an event is odd */
    Suspicion(NameTable detectors, double odd) {
        this.odd = odd;
        this.detectors = new PerName<>(detectors, name -> new Detector());
    }

    /**
     * Takes a detector's next event.
     *
     * @param score of the event
     * @return whether to learn from it
     */
    boolean teaches(int detector, double score) {
        Detector of = detectors.get(detector);
        of.latest = of.latest << 1 | (score >= odd ? 1 : 0);
        boolean isSuspicious = Long.bitCount(of.latest) > MOST_ODD;
        share += ((isSuspicious ? 1 : 0) - share) * WEIGHT;
        if (!isSuspicious) {
            of.withheld = 0;
            of.learnt++;
            return true;
        }
        of.withheld++;
        return share > MOST || of.withheld > PATIENCE * of.learnt;
    }

    /** The detector's next event is its first. */
    void forget(int detector) {
        detectors.forget(detector);
    }

    void save(DataOutput out) throws IOException {
        out.writeDouble(share);
        detectors.save(out);
    }

    void load(DataInput in) throws IOException {
        share = in.readDouble();
        detectors.load(in);
    }
}
