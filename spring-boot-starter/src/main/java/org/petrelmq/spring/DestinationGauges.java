package org.petrelmq.spring;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import jakarta.jms.JMSException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.petrelmq.BrokerAdmin;
import org.petrelmq.DestinationInfo;

/**
 * The gauges of one registry. Destinations come and go, and nobody tells a registry: so the gauge {@code petrel.destinations}, which
 * is always there, takes stock whenever it is read, and the others have what it found, for as long as that is fresh. A destination
 * is first seen in the reading after the one that found it. No thread, no timer.
 *
 * <p>Thread-safe: readings of one registry may overlap, so what was found is one immutable map.
 */
final class DestinationGauges {
    /** Registries hold every gauge for ever; a broker may have 100,000 destinations. */
    static final int MOST_DESTINATIONS = 1000;

    /** One reading of a registry reads all its gauges and should look into the broker once. */
    private static final long FRESH_NANOS = TimeUnit.SECONDS.toNanos(1);

    /** A queue and a topic may have the same name. */
    private record Key(DestinationInfo.Kind kind, String name) {
        static Key of(DestinationInfo info) {
            return new Key(info.kind(), info.name());
        }
    }

    /**
     * What was found.
     *
     * @param all how many destinations there are
     * @param byKey those with gauges
     * @param nanos when
     */
    private record Stock(int all, Map<Key, DestinationInfo> byKey, long nanos) {}

    /** A gauge that each destination has. */
    private record Column(MultiGauge gauge, ToDoubleFunction<DestinationInfo> value) {}

    private final BrokerAdmin admin;
    private final MeterRegistry registry;
    private final List<Column> columns;

    /** The gauge that takes stock, while this is registered. Guarded by this. */
    private @Nullable Gauge all;

    private volatile Stock stock = new Stock(0, Map.of(), System.nanoTime() - FRESH_NANOS);

    DestinationGauges(BrokerAdmin admin, MeterRegistry registry) {
        this.admin = admin;
        this.registry = registry;
        this.columns = List.of(
                column(
                        "available",
                        "messages",
                        "Messages that a consumer could receive now",
                        DestinationInfo::available),
                column("delivered", "messages", "Messages handed out and not acknowledged", DestinationInfo::delivered),
                column("delayed", "messages", "Messages that wait for their delivery time", DestinationInfo::delayed),
                column(
                        "consumers",
                        "consumers",
                        "Open consumers; of a topic, its subscriptions",
                        DestinationInfo::consumers));
    }

    private Column column(String name, String unit, String description, ToDoubleFunction<DestinationInfo> value) {
        MultiGauge gauge = MultiGauge.builder("petrel.destination." + name)
                .baseUnit(unit)
                .description(description)
                .register(registry);
        return new Column(gauge, value);
    }

    synchronized void register() {
        all = Gauge.builder("petrel.destinations", this, DestinationGauges::takeStock)
                .baseUnit("destinations")
                .description("Queues, topics and subscriptions, without temporary destinations")
                .register(registry);
        takeStock();
    }

    /** Takes the gauges out of the registry, which would keep them for ever, and give them to the next broker of the same names. */
    synchronized void close() {
        if (all != null) {
            registry.remove(all);
            all = null;
        }
        columns.forEach(column -> column.gauge().register(List.of()));
    }

    /** Looks into the broker, and gives each destination its gauges. */
    private double takeStock() {
        try {
            Stock found = look();
            stock = found;
            show(found);
            return found.all();
        } catch (JMSException e) {
            return Double.NaN; // The broker is closed, or does not permit it: what has no value has no gauge.
        }
    }

    /** A reading that was under way when this was closed brings no gauge back. */
    private synchronized void show(Stock found) {
        if (all != null) {
            for (Column column : columns) {
                column.gauge().register(rows(found, column.value()));
            }
        }
    }

    private Stock look() throws JMSException {
        Map<Key, DestinationInfo> found = new LinkedHashMap<>();
        int all = 0;
        for (DestinationInfo info : admin.list()) {
            if (!info.temporary()) {
                all++;
                if (found.size() < MOST_DESTINATIONS) {
                    found.put(Key.of(info), info);
                }
            }
        }
        return new Stock(all, found, System.nanoTime());
    }

    private Iterable<Row<?>> rows(Stock found, ToDoubleFunction<DestinationInfo> value) {
        return found.byKey().values().stream()
                .<Row<?>>map(info -> row(Key.of(info), value))
                .toList();
    }

    private Row<DestinationGauges> row(Key key, ToDoubleFunction<DestinationInfo> value) {
        Tags tags = Tags.of("kind", key.kind().name().toLowerCase(Locale.ROOT), "destination", key.name());
        return Row.of(tags, this, gauges -> gauges.read(key, value));
    }

    private double read(Key key, ToDoubleFunction<DestinationInfo> value) {
        Stock fresh = stock;
        if (System.nanoTime() - fresh.nanos() > FRESH_NANOS) {
            try {
                fresh = look();
                stock = fresh;
            } catch (JMSException e) {
                return Double.NaN;
            }
        }
        DestinationInfo info = fresh.byKey().get(key);
        return info == null ? Double.NaN : value.applyAsDouble(info);
    }
}
