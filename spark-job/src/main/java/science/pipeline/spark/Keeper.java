package science.pipeline.spark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.SayingBox;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.commit.StartOffsets;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Sink;

/** Where the dataset is kept: a results folder, or an object store. Any thread. */
interface Keeper {

    /** Which dataset this is; a place without one becomes that of the source. */
    ResultsFolder.Identity identify(Source source) throws IOException;

    /** Where partitions begin that the topic had when the dataset began; decided once. */
    StartOffsets starts(Supplier<StartOffsets> now) throws IOException;

    /** The newest commit of a partition. */
    Optional<Commit> newest(int partition) throws IOException;

    /** The same of every partition, perhaps without what only a new owner needs. */
    List<Commit> newestBooks() throws IOException;

    /**
     * Takes a partition over, fencing whoever owned it before.
     *
     * @param rollBytes a file of this length is followed by a new one, where files grow
     */
    Sink takeOver(Beginning beginning, long rollBytes) throws IOException, Fenced;

    /** Where what people say of a partition's events waits for its owner; null where nobody can say anything. */
    @Nullable SayingBox sayings(int partition);

    /** Bytes that may still be written. */
    long freeBytes() throws IOException;

    /** Where it is, for people and for {@link Keepers}. */
    String place();
}
