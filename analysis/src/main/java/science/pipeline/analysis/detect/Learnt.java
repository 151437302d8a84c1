package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Something learnt from the events so far, that goes on after a restart as if there had been none. */
interface Learnt {

    void save(DataOutput out) throws IOException;

    /** Takes the place of whatever was learnt before. */
    void load(DataInput in) throws IOException;
}
