package dev.perspective4j.conformance;

import dev.perspective4j.wire.proto.ListFlatten;
import dev.perspective4j.wire.proto.MakeTableReq;
import dev.perspective4j.wire.proto.Request;
import dev.perspective4j.wire.proto.TableMakePortReq;
import dev.perspective4j.wire.proto.TableRemoveReq;
import dev.perspective4j.wire.proto.TableReplaceReq;
import dev.perspective4j.wire.proto.TableUpdateReq;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * A table's life: made of some data, then changed by steps.
 *
 * @param made what it is made of
 * @param options its options
 * @param steps what happens to it
 */
record LoadingScript(Payload made, Options options, List<Step> steps) {

  /** What a step does. */
  enum Verb {
    UPDATE,
    REPLACE,
    REMOVE
  }

  /** One change. */
  record Step(Verb verb, Payload data, int port) {

    Request.Builder request(String table) {
      Request.Builder request = Request.newBuilder().setEntityId(table);
      return switch (verb) {
        case UPDATE ->
            request.setTableUpdateReq(
                TableUpdateReq.newBuilder().setData(data.data()).setPortId(port));
        case REPLACE ->
            request.setTableReplaceReq(TableReplaceReq.newBuilder().setData(data.data()));
        case REMOVE -> request.setTableRemoveReq(TableRemoveReq.newBuilder().setData(data.data()));
      };
    }
  }

  /** Options of a table. */
  record Options(
      Optional<String> index, Optional<Integer> limit, ListFlatten lists, boolean pageToDisk) {
    static final Options NONE =
        new Options(Optional.empty(), Optional.empty(), ListFlatten.LIST_FLATTEN_ZIP, false);
  }

  Request.Builder make(String table) {
    MakeTableReq.MakeTableOptions.Builder made = MakeTableReq.MakeTableOptions.newBuilder();
    options.index.ifPresent(made::setMakeIndexTable);
    options.limit.ifPresent(made::setMakeLimitTable);
    made.setListFlatten(options.lists);
    if (options.pageToDisk) {
      made.setPageToDisk(true);
    }
    return Request.newBuilder()
        .setEntityId(table)
        .setMakeTableReq(MakeTableReq.newBuilder().setData(this.made.data()).setOptions(made));
  }

  static Request.Builder port(String table) {
    return Request.newBuilder()
        .setEntityId(table)
        .setTableMakePortReq(TableMakePortReq.getDefaultInstance());
  }

  /** Variants with one part less. */
  List<LoadingScript> smaller() {
    List<LoadingScript> variants = new ArrayList<>();
    for (int i = steps.size() - 1; i >= 0; i--) {
      variants.add(new LoadingScript(made, options, Payload.without(steps, i)));
    }
    if (options.pageToDisk || options.index.isPresent() || options.limit.isPresent()) {
      variants.add(
          new LoadingScript(
              made, new Options(Optional.empty(), Optional.empty(), options.lists, false), steps));
    }
    made.smaller().forEach(data -> variants.add(new LoadingScript(data, options, steps)));
    for (int i = 0; i < steps.size(); i++) {
      Step step = steps.get(i);
      for (Payload data : step.data.smaller()) {
        List<Step> fewer = new ArrayList<>(steps);
        fewer.set(i, new Step(step.verb, data, step.port));
        variants.add(new LoadingScript(made, options, fewer));
      }
    }
    return variants;
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(made + "\n    " + options);
    steps.forEach(step -> text.append("\n    ").append(step));
    return text.toString();
  }
}
