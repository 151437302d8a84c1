package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * Whether the momenta of a particle type go with its energies at all: they do not where a calorimeter writes zeros for
 * momenta that it cannot know, or where one is in MeV and the other in GeV. One event says little; most of the latest
 * do.
 */
final class Relation implements Learnt {

    /** About so many of the latest events count. */
    private static final int MEMORY = 1024;

    private int related;
    private int unrelated;

    /** Counts an event. */
    void add(boolean isRelated) {
        if (isRelated) {
            related++;
        } else {
            unrelated++;
        }
        if (related + unrelated == MEMORY) {
            related >>= 1;
            unrelated >>= 1;
        }
    }

    /** Whether most do not. */
    boolean isMissing() {
        return unrelated > related;
    }

    @Override
    public void save(DataOutput out) throws IOException {
        out.writeInt(related);
        out.writeInt(unrelated);
    }

    @Override
    public void load(DataInput in) throws IOException {
        related = in.readInt();
        unrelated = in.readInt();
    }
}
