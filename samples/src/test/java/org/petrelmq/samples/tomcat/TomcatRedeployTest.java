package org.petrelmq.samples.tomcat;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.jms.Connection;
import jakarta.servlet.ServletContext;
import java.io.File;
import java.lang.ref.WeakReference;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.apache.catalina.LifecycleException;
import org.apache.catalina.WebResourceRoot;
import org.apache.catalina.WebResourceSet;
import org.apache.catalina.core.StandardContext;
import org.apache.catalina.startup.ContextConfig;
import org.apache.catalina.startup.Tomcat;
import org.apache.catalina.webresources.DirResourceSet;
import org.apache.catalina.webresources.JarResourceSet;
import org.apache.catalina.webresources.StandardRoot;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.petrelmq.Broker;
import org.petrelmq.PetrelConnectionFactory;

/** What is left of a web application in Tomcat that had Petrel among its own classes, after it has been stopped: nothing. */
@Timeout(120)
class TomcatRedeployTest {
    private static final Logger TOMCAT_LOG = Logger.getLogger("org.apache");

    /** How often the collector is asked before a class loader counts as leaked. */
    private static final int COLLECTIONS = 50;

    @TempDir
    Path directory;

    private final Tomcat tomcat = new Tomcat();

    @BeforeEach
    void start() throws Exception {
        TOMCAT_LOG.setLevel(Level.SEVERE);
        tomcat.setBaseDir(Files.createDirectory(directory.resolve("tomcat")).toString());
        tomcat.setPort(0);
        tomcat.getConnector().setProperty("address", "127.0.0.1");
        tomcat.start();
    }

    @AfterEach
    void stop() throws LifecycleException {
        tomcat.stop();
        tomcat.destroy();
    }

    private String url() {
        return "petrel:file:" + directory.resolve("store").toUri().getRawPath();
    }

    /** Starts the application, with classes of its own: Petrel's, if it is among them. */
    private StandardContext deploy(String url, Class<?>... own) throws Exception {
        StandardContext context = new StandardContext();
        context.setPath("/shop");
        context.setDocBase(Files.createDirectories(directory.resolve("docs")).toString());
        context.addLifecycleListener(new ContextConfig());
        context.setIgnoreAnnotations(true);
        WebResourceRoot classes = new StandardRoot(context);
        for (Class<?> type : own) {
            classes.addPreResources(classesOf(classes, type));
        }
        context.setResources(classes);
        context.addParameter("url", url);
        context.addApplicationListener(MessagingApp.class.getName());
        context.setParentClassLoader(TomcatRedeployTest.class.getClassLoader());
        tomcat.getHost().addChild(context);
        return context;
    }

    private static WebResourceSet classesOf(WebResourceRoot root, Class<?> type) throws URISyntaxException {
        File place = new File(
                type.getProtectionDomain().getCodeSource().getLocation().toURI());
        String mount = "/WEB-INF/classes";
        return place.isDirectory()
                ? new DirResourceSet(root, mount, place.getPath(), "/")
                : new JarResourceSet(root, mount, place.getPath(), "/");
    }

    private void undeploy(StandardContext context) throws LifecycleException {
        context.stop();
        tomcat.getHost().removeChild(context);
    }

    /** Deploys, stops, and keeps nothing of it. */
    private WeakReference<ClassLoader> deployAndStop() throws Exception {
        StandardContext context = deploy(url(), PetrelConnectionFactory.class, MessagingApp.class);
        ServletContext servlets = context.getServletContext();
        assertThat(servlets.getAttribute("refused")).isNull();
        ClassLoader loader = context.getLoader().getClassLoader();
        assertThat(loader.loadClass(PetrelConnectionFactory.class.getName()))
                .isNotSameAs(PetrelConnectionFactory.class);
        assertThat(Thread.getAllStackTraces().keySet())
                .extracting(Thread::getName)
                .anyMatch(name -> name.startsWith("petrel"));
        undeploy(context);
        return new WeakReference<>(loader);
    }

    @Test
    void redeploy_leavesNoThread_noClassLoader_andNoLock() throws Exception {
        for (int i = 0; i < 3; i++) {
            WeakReference<ClassLoader> loader = deployAndStop();
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .noneMatch(name -> name.startsWith("petrel"));
            assertCollected(loader);
        }
        // Its messages are there, and nobody has the directory: the classes of the test open it.
        try (Broker broker = Broker.open(url())) {
            assertThat(broker.admin().list())
                    .anyMatch(destination -> destination.name().equals("orders"));
        }
    }

    /** Deploys an application that shares the server's broker, stops it, and keeps nothing of it. */
    private WeakReference<ClassLoader> shareAndStop(String url) throws Exception {
        StandardContext context = deploy(url, MessagingApp.class);
        assertThat(context.getServletContext().getAttribute("refused")).isNull();
        ClassLoader loader = context.getLoader().getClassLoader();
        assertThat(loader.loadClass(MessagingApp.class.getName())).isNotSameAs(MessagingApp.class);
        undeploy(context);
        return new WeakReference<>(loader);
    }

    /** The threads that the application's calls have begun belong to the broker, which goes on. */
    @Test
    void brokerOfTheServer_outlivesAnApplication_andKeepsNothingOfIt() throws Exception {
        String url = "petrel:mem:shared";
        try (Broker broker = Broker.open(url);
                Connection other = broker.connectionFactory().createConnection()) {
            other.start();
            WeakReference<ClassLoader> loader = shareAndStop(url);
            assertThat(Thread.getAllStackTraces().keySet())
                    .extracting(Thread::getName)
                    .anyMatch(name -> name.startsWith("petrel"));
            assertCollected(loader);
            assertThat(broker.admin().list()).isNotEmpty();
        }
    }

    private static void assertCollected(WeakReference<ClassLoader> loader) {
        for (int i = 0; i < COLLECTIONS && loader.get() != null; i++) {
            System.gc();
        }
        assertThat(loader.get()).isNull();
    }

    @Test
    void secondCopyOfTheClasses_isRefusedTheDirectory_withASentenceThatSaysSo() throws Exception {
        try (Broker broker = Broker.open(url())) {
            StandardContext context = deploy(url(), PetrelConnectionFactory.class, MessagingApp.class);
            assertThat(context.getServletContext().getAttribute("refused"))
                    .asString()
                    .contains("a second copy of Petrel's classes");
            undeploy(context);
            assertThat(broker.admin().list()).isEmpty();
        }
    }
}
