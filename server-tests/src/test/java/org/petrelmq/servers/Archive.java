package org.petrelmq.servers;

import java.nio.file.Path;

/** What is deployed, in the order in which it is. */
enum Archive {
    /** The resource adapter. */
    ADAPTER("petrel.rar", ""),
    /** The application that stays. */
    OBSERVER("observer.war", "ready"),
    /** The application that sends and receives. */
    PROBE("probe.war", "do/ready"),
    /** The application with message-driven beans. */
    LISTENERS("listeners.war", "seen?destination=none&count=0&timeout=0");

    private final String fileName;
    private final String answering;

    Archive(String fileName, String answering) {
        this.fileName = fileName;
        this.answering = answering;
    }

    String fileName() {
        return fileName;
    }

    /** The name of the application: its context root, too. */
    String title() {
        return fileName.substring(0, fileName.indexOf('.'));
    }

    /** A path that is answered once the application is there. */
    String answering() {
        return title() + "/" + answering;
    }

    /** The file that the build has made. */
    Path file() {
        return Settings.applications().resolve(fileName);
    }
}
