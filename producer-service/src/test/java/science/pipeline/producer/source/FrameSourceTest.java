package science.pipeline.producer.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import science.pipeline.event.Event;
import science.pipeline.event.Frame;
import science.pipeline.event.SchemaEvent;
import science.pipeline.schema.Schema;
import science.pipeline.schema.SchemaYaml;

/** Events go into frames by their place in the source, so that any frame can be made again. */
class FrameSourceTest {

    private static final Schema HITS = SchemaYaml.read("hits.yml", """
            name: hits
            each: hits
            fields:
              board: {type: name}
              n:     {type: integer, role: event_id, from: hits.n}
            """);

    /** Ten events a pass, of two boards of seven and three. */
    private static final class Ten implements Source {
        private Position next = Position.FIRST;
        private Position last = Position.FIRST;
        private final int passes;
        private final boolean oneBoard;

        Ten(int passes, boolean oneBoard) {
            this.passes = passes;
            this.oneBoard = oneBoard;
        }

        @Override
        public @Nullable Event next() {
            if (next.pass() == passes) {
                return null;
            }
            last = next;
            next = last.index() == 9 ? new Position(last.pass() + 1, 0) : last.next();
            String board = oneBoard || last.index() < 7 ? "A" : "B";
            return new SchemaEvent(HITS, last.index(), List.of(board, Long.toString(last.index())));
        }

        @Override
        public Position position() {
            return last;
        }

        @Override
        public void seek(Position position) {
            next = position;
        }

        @Override
        public OptionalLong remaining() {
            return OptionalLong.of(10);
        }

        @Override
        public OptionalInt identity() {
            return OptionalInt.of(1);
        }

        @Override
        public void close() {}
    }

    private static List<String> frames(FrameSource source) {
        List<String> frames = new ArrayList<>();
        for (Frame frame = source.next(); frame != null; frame = source.next()) {
            StringBuilder text = new StringBuilder(
                    source.position().pass() + "." + source.position().index());
            frame.events().forEach(event -> text.append(' ').append(String.join("", ((SchemaEvent) event).values())));
            frames.add(text.toString());
        }
        return frames;
    }

    @Test
    void aFramesPlaceIsItsNumberAndAFilesLastOneMayBeShorter() {
        FrameSource source = new FrameSource(new Ten(2, true), HITS, 4, true);

        assertThat(frames(source))
                .containsExactly(
                        "0.0 A0 A1 A2 A3",
                        "0.1 A4 A5 A6 A7",
                        "0.2 A8 A9",
                        "1.0 A0 A1 A2 A3",
                        "1.1 A4 A5 A6 A7",
                        "1.2 A8 A9");
        source.seek(new Position(1, 1));
        assertThat(frames(source)).containsExactly("1.1 A4 A5 A6 A7", "1.2 A8 A9");
        assertThat(source.remaining()).hasValue(3);
    }

    @Test
    void eventsThatAreMadeUpTakeOverWhatBelongsToAll() {
        assertThat(frames(new FrameSource(new Ten(1, false), HITS, 5, false)))
                .containsExactly("0.0 A0 A1 A2 A3 A4", "0.1 A5 A6 A7 A8 A9");
    }

    @Test
    void recordedEventsThatDifferInItAreRefused() {
        FrameSource source = new FrameSource(new Ten(1, false), HITS, 5, true);
        source.next();

        assertThatThrownBy(source::next)
                .isInstanceOf(SourceException.class)
                .hasMessageContaining("the 5 events from number 5 on differ in board (A, then B)");
    }
}
