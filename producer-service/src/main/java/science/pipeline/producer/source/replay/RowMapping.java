package science.pipeline.producer.source.replay;

import java.util.Collection;
import science.pipeline.event.Event;
import science.pipeline.formats.Rows;

/** Which cells of a row are the fields of one of its events. */
interface RowMapping {

    /** Whether the time of an event can be read where these columns are. */
    boolean hasTime(Collection<String> columns);

    /** Whether the time in this row is finer than a microsecond. */
    boolean isTimeCut(Rows row);

    /**
     * Refuses a file that lacks a column, or has it twice.
     *
     * @param withTime whether timestamps are read from the file
     */
    void check(Rows file, boolean withTime);

    /** The event, with another time if that is not read from the file. */
    Event read(Rows row, boolean withTime, long otherwiseMicros);
}
