package org.petrelmq.conformance.providers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.Set;
import org.petrelmq.conformance.Feature;

/** Petrel on disk, with a directory of its own for each test. */
public final class PetrelFileProvider extends PetrelProvider {
    private Path directory;

    @Override
    public String name() {
        return "Petrel file";
    }

    @Override
    public Set<Feature> features() {
        Set<Feature> features = EnumSet.copyOf(super.features());
        features.add(Feature.RESTART);
        return features;
    }

    @Override
    String url() throws IOException {
        if (directory == null) {
            directory = Directories.create("petrel");
        }
        return "petrel:file:" + directory;
    }

    @Override
    public void restart() throws Exception {
        super.close();
        open();
    }

    @Override
    public void close() {
        super.close();
        try {
            Directories.delete(directory);
        } catch (IOException e) {
            throw new UncheckedIOException("The broker's files could not be deleted.", e);
        }
        directory = null;
    }
}
