package science.pipeline.analysis.aggregate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValueSpectrumTest {

    @Test
    void whatIsSavedIsReadBackBinByBin() throws Exception {
        ValueAccumulator energies = new ValueAccumulator();
        long[] counts = new long[ValueSpectrum.BINS];
        for (double energy : new double[] {0, 0.5, 0.5, 45.67, 1e3, 1e12}) {
            energies.add(energy, LogBins.of(energy));
            counts[LogBins.of(energy)]++;
        }
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        energies.spectrum().save(new DataOutputStream(saved));

        ValueSpectrum read = ValueSpectrum.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));

        long[] found = new long[ValueSpectrum.BINS];
        read.addTo(found);
        assertThat(found).isEqualTo(counts);
        assertThat(read.count()).isEqualTo(6);
    }

    /** A gap and a count: bin 40 holds 3; then what is wrong. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "no count: 28 03 01",
                "no rising bin: 28 03 00 01",
                "nothing counted: 28 03 01 00",
                "beyond the last bin: 28 03 FF 7F 01",
                "before the first bin: 01 01",
                "a gap without an end: 28 03 FF FF FF FF FF FF FF FF FF 01",
                "a count without an end: 28 03 01 FF FF FF FF FF FF FF FF FF"
            })
    void damagedBinsAreRefused(String damage) throws Exception {
        byte[] bins = bytes(damage.substring(damage.indexOf(':') + 2));
        assertThatThrownBy(() -> load(bins)).isInstanceOf(IOException.class).hasMessageContaining("Damaged histogram");
    }

    private static ValueSpectrum load(byte[] bins) throws IOException {
        ByteArrayOutputStream saved = new ByteArrayOutputStream();
        Moments moments = new Moments();
        moments.add(1);
        new ValueSpectrum(moments, bins, ValueSpectrum.NO_BINS).save(new DataOutputStream(saved));
        return ValueSpectrum.load(new DataInputStream(new ByteArrayInputStream(saved.toByteArray())));
    }

    private static byte[] bytes(String hex) {
        return HexFormat.ofDelimiter(" ").parseHex(hex);
    }
}
