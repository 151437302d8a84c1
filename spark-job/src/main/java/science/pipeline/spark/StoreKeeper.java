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
import science.pipeline.dataset.objects.ObjectDataset;
import science.pipeline.dataset.objects.ObjectLog;
import science.pipeline.dataset.objects.ObjectStore;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Sink;

/** An object store, where executors share no file system. */
record StoreKeeper(ObjectStore store, ObjectLog log) implements Keeper {

    @Override
    public ResultsFolder.Identity identify(Source source) throws IOException {
        return log.identify(source);
    }

    @Override
    public StartOffsets starts(Supplier<StartOffsets> now) throws IOException {
        return log.starts(now);
    }

    @Override
    public Optional<Commit> newest(int partition) throws IOException {
        return log.newest(partition);
    }

    @Override
    public List<Commit> newestBooks() throws IOException {
        return log.newestCommits();
    }

    @Override
    public Sink takeOver(Beginning beginning, long rollBytes) throws IOException, Fenced {
        return ObjectDataset.takeOver(store, beginning);
    }

    @Override
    public @Nullable SayingBox sayings(int partition) {
        return null;
    }

    @Override
    public long freeBytes() {
        return Long.MAX_VALUE;
    }

    @Override
    public String place() {
        return store.place();
    }
}
