package science.pipeline.producer.publish;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeader;
import science.pipeline.producer.source.Position;

/**
 * The header of a replayed record: of which files it is, and which event of theirs. It is how the topic itself, and
 * nothing beside it, remembers how far a replay has come: what Kafka has, and nothing else, has been sent.
 */
final class ReplayMark {

    private static final String NAME = "replay";
    private static final int LENGTH = Integer.BYTES + Integer.BYTES + Long.BYTES;

    private final int identity;

    /**
     * @param source the identity of the source
     * @param partitions the number of partitions by which records were shared out, which a resumed run has to share
     */
    ReplayMark(int source, int partitions) {
        identity = 31 * source + partitions;
    }

    Header header(Position position) {
        byte[] value = ByteBuffer.allocate(LENGTH)
                .putInt(identity)
                .putInt(position.pass())
                .putLong(position.index())
                .array();
        return new RecordHeader(NAME, value);
    }

    /** The position of a record, if it is one of this source. */
    Optional<Position> position(Headers headers) {
        Header header = headers.lastHeader(NAME);
        if (header == null || header.value() == null || header.value().length != LENGTH) {
            return Optional.empty();
        }
        ByteBuffer value = ByteBuffer.wrap(header.value());
        if (value.getInt() != identity) {
            return Optional.empty();
        }
        return Optional.of(new Position(value.getInt(), value.getLong()));
    }

    /** Whether a record was replayed, from whatever source. */
    static boolean isOn(Headers headers) {
        return headers.lastHeader(NAME) != null;
    }
}
