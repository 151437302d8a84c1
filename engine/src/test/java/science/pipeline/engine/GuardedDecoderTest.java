package science.pipeline.engine;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import science.pipeline.codec.EventDecoder;
import science.pipeline.codec.Reject;
import science.pipeline.codec.RejectReason;
import science.pipeline.event.EventBatch;
import science.pipeline.event.NameTables;
import science.pipeline.schema.Schema;

/** What a decoder throws is a reject, with its trace once. */
class GuardedDecoderTest {

    private final EventDecoder guarded = new GuardedDecoder(new Failing());
    private final EventBatch batch = new EventBatch(NameTables.of(Schema.byDefault(), 1));

    @Test
    void whatTheDecoderThrowsIsARejectOfItsOwnReason() {
        assertThat(guarded.decode(new byte[1], 17, batch))
                .isEqualTo(new Reject(
                        RejectReason.INTERNAL_ERROR,
                        "the decoder failed with java.lang.ArrayIndexOutOfBoundsException"));
        assertThat(batch.size()).isZero();
    }

    @Test
    void itsTraceIsShownOnce() {
        Logger logger = (Logger) LoggerFactory.getLogger(DecoderFault.class);
        ListAppender<ILoggingEvent> shown = new ListAppender<>();
        shown.start();
        logger.addAppender(shown);
        for (int offset = 17; offset < 20; offset++) {
            guarded.decode(new byte[1], offset, batch);
        }
        logger.detachAppender(shown);
        assertThat(shown.list).singleElement().satisfies(event -> {
            assertThat(event.getFormattedMessage()).contains("the decoder failed at offset 17");
            assertThat(event.getThrowableProxy().getMessage()).contains("Index 77");
        });
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
