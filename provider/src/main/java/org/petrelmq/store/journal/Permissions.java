package org.petrelmq.store.journal;

import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;

/** Messages are nobody else's business: what the store makes is its owner's, where the file system knows owners. */
final class Permissions {
    private static final FileAttribute<?>[] NONE = {};

    private Permissions() {}

    static FileAttribute<?>[] ofDirectory(Path directory) {
        return of(directory, "rwx------");
    }

    static FileAttribute<?>[] ofFile(Path file) {
        return of(file, "rw-------");
    }

    private static FileAttribute<?>[] of(Path path, String permissions) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions))
                }
                : NONE;
    }
}
