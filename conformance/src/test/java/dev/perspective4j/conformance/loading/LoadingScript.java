package dev.perspective4j.conformance.loading;

import dev.perspective4j.model.ViewConfig;
import dev.perspective4j.testkit.WireRequests;
import dev.perspective4j.wire.proto.ListFlatten;
import dev.perspective4j.wire.proto.MakeTableData;
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
    REMOVE,
    /** Another table of the same name. */
    MAKE
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
        case MAKE -> request.setMakeTableReq(MakeTableReq.newBuilder().setData(data.data()));
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
    return make(table, source(table), options);
  }

  private static Request.Builder make(String table, MakeTableData data, Options options) {
    MakeTableReq.MakeTableOptions.Builder made = MakeTableReq.MakeTableOptions.newBuilder();
    options.index.ifPresent(made::setMakeIndexTable);
    options.limit.ifPresent(made::setMakeLimitTable);
    made.setListFlatten(options.lists);
    if (options.pageToDisk) {
      made.setPageToDisk(true);
    }
    return Request.newBuilder()
        .setEntityId(table)
        .setMakeTableReq(MakeTableReq.newBuilder().setData(data).setOptions(made));
  }

  private MakeTableData source(String table) {
    return made instanceof Payload.OfView view ? view.data(table + "source") : made.data();
  }

  /** What has to be there before. */
  List<Request.Builder> before(String table) {
    return made instanceof Payload.OfView(Payload.Text rows, Options source)
        ? List.of(
            make(table + "rows", rows.data(), source),
            WireRequests.view(table + "rows", table + "source", ViewConfig.builder().build()))
        : List.of();
  }

  /** What has to go afterwards. */
  List<Request.Builder> after(String table) {
    return made instanceof Payload.OfView
        ? List.of(
            WireRequests.deleteView(table + "source"), WireRequests.deleteTable(table + "rows"))
        : List.of();
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
    if (options.lists != ListFlatten.LIST_FLATTEN_ZIP) {
      variants.add(
          new LoadingScript(
              made,
              new Options(
                  options.index, options.limit, ListFlatten.LIST_FLATTEN_ZIP, options.pageToDisk),
              steps));
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
