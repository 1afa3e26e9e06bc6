package dev.perspective4j.engine.view;

import dev.perspective4j.engine.filter.FilterStage;
import dev.perspective4j.engine.order.SortedSlots;
import dev.perspective4j.engine.plan.Binding;
import dev.perspective4j.engine.plan.Field;
import dev.perspective4j.engine.table.Rows;
import dev.perspective4j.model.MinMax;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A filter and all that equal users of it share behind it: orders, extremes, touched rows. */
final class SharedFilter implements AutoCloseable {
  private final Rows rows;
  private final FilterStage filter;
  private final Binding binding;
  private final TouchLog touched;
  private final RefCounted<List<SortedSlots.Key>, SortedSlots> orders = new RefCounted<>();
  private final Map<Field, ColumnRange> extremes = new HashMap<>();

  /**
   * Shared parts behind a filter.
   *
   * @param rows the rows
   * @param filter which of them; closed with this
   * @param binding columns of the extremes; closed with this
   */
  SharedFilter(Rows rows, FilterStage filter, Binding binding) {
    this.binding = binding;
    this.rows = rows;
    this.filter = filter;
    this.touched = new TouchLog(filter, rows.schema().columns().size());
    filter.addListener(touched);
  }

  FilterStage filter() {
    return filter;
  }

  TouchLog touched() {
    return touched;
  }

  /** The order by the given keys, for one more user. */
  SortedSlots acquireOrder(List<SortedSlots.Key> keys) {
    return orders.acquire(keys, () -> new SortedSlots(rows, filter, keys));
  }

  void releaseOrder(List<SortedSlots.Key> keys) {
    orders.release(keys, SortedSlots::close);
  }

  /** The extremes of a column. */
  MinMax minMax(Field field) {
    return extremes.computeIfAbsent(field, this::follow).minMax();
  }

  private ColumnRange follow(Field field) {
    ColumnRange added = new ColumnRange(binding.column(field), binding.position(field), filter);
    filter.addListener(added);
    return added;
  }

  @Override
  public void close() {
    filter.close();
    binding.close();
  }
}
