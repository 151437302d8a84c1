package science.pipeline.analysis.clock;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Which of a partition's last {@value Punctuality#MOST} records were late or future, one bit a record. */
final class Recent {

    private int seen;
    private long late;
    private long future;

    void inTime() {
        late <<= 1;
        future <<= 1;
        seen += seen < Punctuality.MOST ? 1 : 0;
    }

    void late() {
        inTime();
        late |= 1;
    }

    void future() {
        inTime();
        future |= 1;
    }

    Punctuality punctuality() {
        return new Punctuality(seen, Long.bitCount(late), Long.bitCount(future));
    }

    void save(DataOutput out) throws IOException {
        out.writeByte(seen);
        out.writeLong(late);
        out.writeLong(future);
    }

    void load(DataInput in) throws IOException {
        seen = in.readByte();
        late = in.readLong();
        future = in.readLong();
    }
}
