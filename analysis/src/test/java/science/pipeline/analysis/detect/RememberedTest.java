package science.pipeline.analysis.detect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class RememberedTest {

    /** Few slots and many in a row of them, too: what was cut off does not tell fingerprints apart. */
    @Test
    void knowsWhatSetsWouldKnow() throws IOException {
        Random random = new Random(1);
        Remembered remembered = new Remembered();
        Set<Long> young = new HashSet<>();
        Set<Long> old = new HashSet<>();
        for (int i = 0; i < 200_000; i++) {
            long fingerprint = random.nextInt(10) == 0 ? random.nextInt(40_000) : random.nextLong() & 0xFFFF_FFFFFFFFL;
            long known = Math.max(1, fingerprint);
            assertThat(remembered.knows(fingerprint)).isEqualTo(young.contains(known) || old.contains(known));
            boolean isKnown = remembered.add(fingerprint);
            assertThat(isKnown).isEqualTo(young.contains(known) || old.contains(known));
            if (!young.contains(known)) {
                if (young.size() == Remembered.FEWEST) {
                    old = young;
                    young = new HashSet<>();
                }
                young.add(known);
            }
            assertThat(remembered.size()).isEqualTo(young.size() + old.size());
            if (i % 50_000 == 49_999) {
                remembered = saved(remembered);
            }
        }
    }

    private static Remembered saved(Remembered remembered) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        remembered.save(new DataOutputStream(bytes));
        Remembered loaded = new Remembered();
        loaded.load(new DataInputStream(new ByteArrayInputStream(bytes.toByteArray())));
        return loaded;
    }
}
