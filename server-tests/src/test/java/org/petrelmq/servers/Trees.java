package org.petrelmq.servers;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/** Copies and deletes directories, and waits for files, which is how some servers tell what they have done. */
final class Trees {
    private static final long PATIENCE_SECONDS = 60;
    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(50);

    private Trees() {}

    /** Makes a directory that is new and empty. */
    static Path fresh(Path directory) throws IOException {
        if (Files.exists(directory)) {
            delete(directory);
        }
        return Files.createDirectories(directory);
    }

    private static void delete(Path directory) throws IOException {
        Files.walkFileTree(directory, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) throws IOException {
                Files.delete(file);
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure) throws IOException {
                Files.delete(visited);
                return FileVisitResult.CONTINUE;
            }
        });
    }

    /** Copies a directory with all that is in it. */
    static void copy(Path from, Path to) throws IOException {
        List<Path> all;
        try (Stream<Path> walk = Files.walk(from)) {
            all = walk.toList();
        }
        for (Path one : all) {
            Path copy = to.resolve(from.relativize(one).toString());
            if (Files.isDirectory(one)) {
                Files.createDirectories(copy);
            } else {
                Files.copy(one, copy, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    /** Copies a file into a directory, in one step as somebody sees it who watches the directory. */
    static void place(Path file, Path directory) throws IOException {
        Path copy = directory.resolve(file.getFileName().toString() + ".part");
        Files.copy(file, copy, StandardCopyOption.REPLACE_EXISTING);
        Files.move(copy, directory.resolve(file.getFileName()), StandardCopyOption.ATOMIC_MOVE);
    }

    /** Takes those files out of an archive whose names end so. */
    static void unzip(Path archive, String ending, Path to) throws IOException {
        try (ZipFile zip = new ZipFile(archive.toFile())) {
            for (ZipEntry entry : zip.stream().toList()) {
                if (entry.getName().endsWith(ending)) {
                    try (InputStream content = zip.getInputStream(entry)) {
                        Files.copy(
                                content,
                                to.resolve(
                                        Path.of(entry.getName()).getFileName().toString()));
                    }
                }
            }
        }
    }

    /** The only directory in a directory whose name begins so. */
    static Path only(Path directory, String beginning) throws IOException {
        try (Stream<Path> list = Files.list(directory)) {
            return list.filter(path -> path.getFileName().toString().startsWith(beginning))
                    .findFirst()
                    .orElseThrow(() -> new IOException("There is no " + beginning + "… in " + directory));
        }
    }

    /** Waits until there is no such file or directory. */
    static void awaitGone(Path path) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (Files.exists(path)) {
            if (System.nanoTime() > deadline) {
                throw new IOException("There is still " + path);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }

    /** Waits until there is one of two files: the first is good news. */
    static void await(Path good, Path bad) throws IOException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
        while (!Files.exists(good)) {
            if (Files.exists(bad)) {
                throw new IOException(bad + ": " + Files.readString(bad));
            }
            if (System.nanoTime() > deadline) {
                throw new IOException("There is still no " + good);
            }
            LockSupport.parkNanos(PAUSE_NANOS);
        }
    }
}
