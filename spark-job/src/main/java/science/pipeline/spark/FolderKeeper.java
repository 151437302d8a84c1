package science.pipeline.spark;

import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import science.pipeline.dataset.commit.Beginning;
import science.pipeline.dataset.commit.Commit;
import science.pipeline.dataset.commit.ResultsFolder;
import science.pipeline.dataset.commit.SayingBox;
import science.pipeline.dataset.commit.Source;
import science.pipeline.dataset.commit.StartOffsets;
import science.pipeline.dataset.rows.PartitionDataset;
import science.pipeline.dataset.sink.Fenced;
import science.pipeline.dataset.sink.Sink;

/** A results folder that all executors see under one path. */
record FolderKeeper(ResultsFolder folder) implements Keeper {

    @Override
    public ResultsFolder.Identity identify(Source source) throws IOException {
        return folder.identify(source);
    }

    @Override
    public StartOffsets starts(Supplier<StartOffsets> now) throws IOException {
        return StartOffsets.of(folder, () -> now.get().offsets());
    }

    @Override
    public Optional<Commit> newest(int partition) throws IOException {
        folder.checkIdentity();
        return folder.log(partition).newest();
    }

    @Override
    public List<Commit> newestBooks() throws IOException {
        return folder.newestBooks();
    }

    @Override
    public Sink takeOver(Beginning beginning, long rollBytes) throws IOException, Fenced {
        return PartitionDataset.takeOver(folder, beginning, rollBytes);
    }

    @Override
    public SayingBox sayings(int partition) {
        return folder.sayings(partition);
    }

    @Override
    public long freeBytes() throws IOException {
        return folder.freeBytes();
    }

    @Override
    public String place() {
        return folder.root().toString();
    }
}
