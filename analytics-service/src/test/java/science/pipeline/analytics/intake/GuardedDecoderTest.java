package science.pipeline.analytics.intake;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTable;

@ExtendWith(OutputCaptureExtension.class)
class GuardedDecoderTest {

    private final EventDecoder guarded = new GuardedDecoder(new Failing());
    private final EventBatch batch = new EventBatch(new NameTable(1, List.of()), new NameTable(1, List.of()));

    @Test
    void whatTheDecoderThrowsIsARejectOfItsOwnReason() {
        assertThat(guarded.decode(new byte[1], 17, batch))
                .isEqualTo(new Reject(
                        RejectReason.INTERNAL_ERROR,
                        "the decoder failed with java.lang.ArrayIndexOutOfBoundsException"));
        assertThat(batch.size()).isZero();
    }

    @Test
    void itsTraceIsShownOnce(CapturedOutput output) {
        for (int offset = 17; offset < 20; offset++) {
            guarded.decode(new byte[1], offset, batch);
        }
        assertThat(output.getOut())
                .containsOnlyOnce("the decoder failed at offset 17")
                .contains("at science.pipeline");
        assertThat(output.getOut()).doesNotContain("offset 18");
    }

    private static final class Failing implements EventDecoder {

        @Override
        public @Nullable Reject decode(byte @Nullable [] bytes, int start, int end, long offset, EventBatch batch) {
            throw new ArrayIndexOutOfBoundsException("Index 77 out of bounds for length 70");
        }

        @Override
        public long unknownFields() {
            return 0;
        }

        @Override
        public long cutTimestamps() {
            return 0;
        }
    }
}
