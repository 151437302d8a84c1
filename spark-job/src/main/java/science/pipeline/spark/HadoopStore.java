package science.pipeline.spark;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FSDataOutputStream;
import org.apache.hadoop.fs.FSDataOutputStreamBuilder;
import org.apache.hadoop.fs.FileAlreadyExistsException;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Options;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.PathIOException;
import science.pipeline.dataset.objects.ObjectStore;
import science.pipeline.dataset.sink.Refusal;

/**
 * A store behind one of Hadoop's file systems, as {@code s3a://}. On S3 nothing but a conditional create is atomic, so
 * that is what commits are put with: a store, or a version of its file system, that does not heed it is refused.
 */
final class HadoopStore implements ObjectStore {

    private final FileSystem files;
    private final Path root;

    private HadoopStore(FileSystem files, Path root) {
        this.files = files;
        this.root = root;
    }

    /** @throws Refusal when it replaces what is there */
    static HadoopStore open(String uri, Configuration hadoop) throws IOException {
        HadoopStore store = existing(uri, hadoop);
        store.probe();
        return store;
    }

    /** For what only reads it. */
    static HadoopStore existing(String uri, Configuration hadoop) throws IOException {
        Path root = new Path(uri);
        return new HadoopStore(root.getFileSystem(hadoop), root);
    }

    private void probe() throws IOException {
        String probe = ".commits/probe." + UUID.randomUUID() + ".tmp";
        byte[] first = {1};
        try {
            if (!putIfAbsent(probe, first) || putIfAbsent(probe, new byte[] {2}) || read(probe) != first[0]) {
                throw new Refusal("spark-job.store: found " + root + ", where an object that is there is replaced."
                        + " Expected a store with conditional writes (If-None-Match), and hadoop-aws 3.4.2 or newer.");
            }
        } catch (UnsupportedOperationException | IllegalArgumentException unknown) {
            throw new Refusal("spark-job.store: found " + root + ", whose file system knows no conditional create ("
                    + unknown.getMessage() + "). Expected one that does, as s3a of hadoop-aws 3.4.2 or newer.");
        } finally {
            delete(probe);
        }
    }

    private int read(String name) throws IOException {
        try (InputStream in = open(name)) {
            return in.read();
        }
    }

    private Path path(String name) {
        return name.isEmpty() ? root : new Path(root, name);
    }

    @Override
    public Writing create(String name) throws IOException {
        FSDataOutputStream out =
                files.createFile(path(name)).overwrite(false).recursive().build();
        return new Writing() {
            private boolean finished;

            @Override
            public void write(byte[] bytes, int from, int length) throws IOException {
                out.write(bytes, from, length);
            }

            @Override
            public void finish() throws IOException {
                out.close();
                finished = true;
            }

            @Override
            public void close() throws IOException {
                if (!finished) {
                    try {
                        out.abort();
                    } catch (UnsupportedOperationException noStore) {
                        out.close(); // what no commit names goes with the next takeover
                    }
                }
            }
        };
    }

    @Override
    public boolean putIfAbsent(String name, byte[] bytes) throws IOException {
        FSDataOutputStreamBuilder<?, ?> builder = files.createFile(path(name));
        builder.overwrite(false);
        builder.recursive();
        builder.must(Options.CreateFileOptionKeys.FS_OPTION_CREATE_CONDITIONAL_OVERWRITE, true);
        try (FSDataOutputStream out = builder.build()) {
            out.write(bytes);
        } catch (FileAlreadyExistsException exists) {
            return false;
        } catch (PathIOException exists) {
            if (isThere(exists)) {
                return false;
            }
            throw exists;
        }
        return true;
    }

    /** S3A says so when the object came while the put was under way: 412, or 409 where two puts collided. */
    private static boolean isThere(IOException answer) {
        String text = String.valueOf(answer.getMessage());
        return text.contains("412") || text.contains("PreconditionFailed");
    }

    @Override
    public InputStream open(String name) throws IOException {
        try {
            return files.open(path(name));
        } catch (FileNotFoundException none) {
            throw new NoSuchFileException(path(name).toString());
        }
    }

    @Override
    public List<String> list(String folder) throws IOException {
        List<String> names = new ArrayList<>();
        try {
            for (FileStatus each : files.listStatus(path(folder))) {
                names.add(each.getPath().getName());
            }
        } catch (FileNotFoundException none) {
            return List.of();
        }
        return names;
    }

    @Override
    public void delete(String name) throws IOException {
        files.delete(path(name), false);
    }

    @Override
    public String place() {
        return root.toString();
    }
}
