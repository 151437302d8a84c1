package science.pipeline.analytics.dataset;

import java.io.Closeable;
import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.net.URI;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.AccessMode;
import java.nio.file.CopyOption;
import java.nio.file.DirectoryStream;
import java.nio.file.FileStore;
import java.nio.file.FileSystem;
import java.nio.file.LinkOption;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.nio.file.WatchService;
import java.nio.file.attribute.BasicFileAttributes;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.FileAttributeView;
import java.nio.file.attribute.UserPrincipalLookupService;
import java.nio.file.spi.FileSystemProvider;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Real folders, seen through a file system in which any call can be made to fail: opening, reading, writing, forcing,
 * linking, listing, looking, removing. Main code knows nothing of it. What is forced is not: no power is cut here.
 */
public final class FaultyDisk {

    /** Decides about the n-th call, before it is made and after it was. */
    @FunctionalInterface
    public interface Fault {
        void at(int call, boolean isDone) throws IOException;
    }

    @FunctionalInterface
    interface Call<T> {
        T make() throws IOException;
    }

    private final FileSystem real;
    private final FileSystemProvider provider;
    private final FileSystem system = new Disk();
    private final FileSystemProvider calls = new Calls();
    private final AtomicInteger count = new AtomicInteger();
    private volatile Fault fault = (call, isDone) -> {};

    public FaultyDisk(Path root) {
        real = root.getFileSystem();
        provider = real.provider();
    }

    /** The same file or folder, seen through this disk. */
    public Path see(Path path) {
        return (Path) Proxy.newProxyInstance(getClass().getClassLoader(), new Class<?>[] {Path.class}, new Seen(path));
    }

    /** Counts calls from 1 again, and lets this decide about them. */
    public void failBy(Fault decision) {
        count.set(0);
        fault = decision;
    }

    /** How many calls were made. */
    public int calls() {
        return count.get();
    }

    <T> T call(Call<T> wanted) throws IOException {
        int number = count.incrementAndGet();
        fault.at(number, false);
        T result = wanted.make();
        try {
            fault.at(number, true);
        } catch (IOException | RuntimeException | Error failed) {
            if (result instanceof Closeable open) {
                open.close();
            }
            throw failed;
        }
        return result;
    }

    private static Path real(Path path) {
        return Proxy.isProxyClass(path.getClass()) ? ((Seen) Proxy.getInvocationHandler(path)).path : path;
    }

    /** A path of this file system: it answers as the real one does, and leads back here. */
    private final class Seen implements InvocationHandler {

        private final Path path;

        Seen(Path path) {
            this.path = path;
        }

        @Override
        public @Nullable Object invoke(Object proxy, Method method, Object @Nullable [] arguments) throws Throwable {
            if (method.getName().equals("getFileSystem")) {
                return system;
            }
            Object[] others = arguments == null ? new Object[0] : arguments.clone();
            for (int i = 0; i < others.length; i++) {
                others[i] = others[i] instanceof Path other ? real(other) : others[i];
            }
            try {
                Object result = method.invoke(path, others);
                return result instanceof Path other ? see(other) : result;
            } catch (InvocationTargetException thrown) {
                throw thrown.getCause();
            }
        }
    }

    private final class Disk extends FileSystem {

        @Override
        public FileSystemProvider provider() {
            return calls;
        }

        @Override
        public void close() {}

        @Override
        public boolean isOpen() {
            return true;
        }

        @Override
        public boolean isReadOnly() {
            return false;
        }

        @Override
        public String getSeparator() {
            return real.getSeparator();
        }

        @Override
        public Iterable<Path> getRootDirectories() {
            return real.getRootDirectories();
        }

        @Override
        public Iterable<FileStore> getFileStores() {
            return real.getFileStores();
        }

        @Override
        public Set<String> supportedFileAttributeViews() {
            return real.supportedFileAttributeViews();
        }

        @Override
        public Path getPath(String first, String... more) {
            return see(real.getPath(first, more));
        }

        @Override
        public PathMatcher getPathMatcher(String pattern) {
            return real.getPathMatcher(pattern);
        }

        @Override
        public UserPrincipalLookupService getUserPrincipalLookupService() {
            return real.getUserPrincipalLookupService();
        }

        @Override
        public WatchService newWatchService() throws IOException {
            return real.newWatchService();
        }
    }

    private final class Calls extends FileSystemProvider {

        @Override
        public String getScheme() {
            return "faulty";
        }

        @Override
        public FileSystem newFileSystem(URI uri, Map<String, ?> environment) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileSystem getFileSystem(URI uri) {
            return system;
        }

        @Override
        public Path getPath(URI uri) {
            return see(provider.getPath(uri));
        }

        @Override
        public FileChannel newFileChannel(Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes)
                throws IOException {
            return call(
                    () -> new FaultyChannel(FaultyDisk.this, provider.newFileChannel(real(path), options, attributes)));
        }

        @Override
        public SeekableByteChannel newByteChannel(
                Path path, Set<? extends OpenOption> options, FileAttribute<?>... attributes) throws IOException {
            return newFileChannel(path, options, attributes);
        }

        @Override
        public DirectoryStream<Path> newDirectoryStream(Path folder, DirectoryStream.Filter<? super Path> filter)
                throws IOException {
            List<Path> found = new ArrayList<>();
            return call(() -> {
                try (DirectoryStream<Path> listing = provider.newDirectoryStream(real(folder), filter)) {
                    listing.forEach(path -> found.add(see(path)));
                }
                return new DirectoryStream<>() {
                    @Override
                    public Iterator<Path> iterator() {
                        return found.iterator();
                    }

                    @Override
                    public void close() {}
                };
            });
        }

        @Override
        public void createDirectory(Path folder, FileAttribute<?>... attributes) throws IOException {
            call(() -> {
                provider.createDirectory(real(folder), attributes);
                return folder;
            });
        }

        @Override
        public void createLink(Path link, Path existing) throws IOException {
            call(() -> {
                provider.createLink(real(link), real(existing));
                return link;
            });
        }

        @Override
        public void delete(Path path) throws IOException {
            call(() -> {
                provider.delete(real(path));
                return path;
            });
        }

        @Override
        public void copy(Path source, Path target, CopyOption... options) throws IOException {
            call(() -> {
                provider.copy(real(source), real(target), options);
                return target;
            });
        }

        @Override
        public void move(Path source, Path target, CopyOption... options) throws IOException {
            call(() -> {
                provider.move(real(source), real(target), options);
                return target;
            });
        }

        @Override
        public boolean isSameFile(Path path, Path other) throws IOException {
            return provider.isSameFile(real(path), real(other));
        }

        @Override
        public boolean isHidden(Path path) throws IOException {
            return provider.isHidden(real(path));
        }

        @Override
        public FileStore getFileStore(Path path) throws IOException {
            return call(() -> provider.getFileStore(real(path)));
        }

        @Override
        public void checkAccess(Path path, AccessMode... modes) throws IOException {
            call(() -> {
                provider.checkAccess(real(path), modes);
                return path;
            });
        }

        @Override
        public <V extends FileAttributeView> @Nullable V getFileAttributeView(
                Path path, Class<V> type, LinkOption... options) {
            return provider.getFileAttributeView(real(path), type, options);
        }

        @Override
        public <A extends BasicFileAttributes> A readAttributes(Path path, Class<A> type, LinkOption... options)
                throws IOException {
            return call(() -> provider.readAttributes(real(path), type, options));
        }

        @Override
        public Map<String, Object> readAttributes(Path path, String attributes, LinkOption... options)
                throws IOException {
            return call(() -> provider.readAttributes(real(path), attributes, options));
        }

        @Override
        public void setAttribute(Path path, String attribute, Object value, LinkOption... options) throws IOException {
            provider.setAttribute(real(path), attribute, value, options);
        }
    }
}
