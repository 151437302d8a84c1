package science.pipeline.analysis.detect;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import science.pipeline.event.NameTable;

/** What was learnt about each particle type, or each detector, found by its code and saved under its name. */
final class PerName<L extends Learnt> {

    private final NameTable names;
    private final Function<String, L> start;
    private @Nullable Learnt[] byCode = new Learnt[16];

    /** @param start what is known of a name when it first appears */
    PerName(NameTable names, Function<String, L> start) {
        this.names = names;
        this.start = start;
    }

    L get(int code) {
        Learnt known = code < byCode.length ? byCode[code] : null;
        return known == null ? add(code) : cast(known);
    }

    void forEach(BiConsumer<String, L> action) {
        for (int code = 0; code < byCode.length; code++) {
            Learnt known = byCode[code];
            if (known != null) {
                action.accept(names.name(code), cast(known));
            }
        }
    }

    /** What is known of a name; null if nothing is. */
    @Nullable L find(int code) {
        Learnt known = code < byCode.length ? byCode[code] : null;
        return known == null ? null : cast(known);
    }

    /** Nothing is known of the name any more: it begins anew. */
    void forget(int code) {
        if (code < byCode.length) {
            byCode[code] = null;
        }
    }

    private L add(int code) {
        if (code >= byCode.length) {
            byCode = Arrays.copyOf(byCode, Math.max(code + 1, byCode.length * 2));
        }
        L added = start.apply(names.name(code));
        byCode[code] = added;
        return added;
    }

    @SuppressWarnings("unchecked") // only add() fills the array, and only with what start gives
    private L cast(Learnt known) {
        return (L) known;
    }

    void save(DataOutput out) throws IOException {
        int filled = 0;
        for (Learnt known : byCode) {
            filled += known == null ? 0 : 1;
        }
        out.writeInt(filled);
        for (int code = 0; code < byCode.length; code++) {
            Learnt known = byCode[code];
            if (known != null) {
                out.writeUTF(names.name(code));
                known.save(out);
            }
        }
    }

    void load(DataInput in) throws IOException {
        load(in, Learnt::load);
    }

    /** Reads what was saved in another form. */
    void load(DataInput in, Form<L> form) throws IOException {
        Arrays.fill(byCode, null);
        int filled = in.readInt();
        for (int i = 0; i < filled; i++) {
            form.load(get(names.code(in.readUTF())), in);
        }
    }

    /** How one is read. */
    interface Form<L> {
        void load(L into, DataInput in) throws IOException;
    }
}
