import clsx from "clsx";
import { ArrowDown, ArrowUp } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";

import { Button } from "./button";
import { SkeletonRows } from "./skeleton";

export interface Column<Row> {
  key: string;
  title: string;
  cell: (row: Row) => ReactNode;
  /** Numbers stand at the right. */
  isNumber?: boolean;
  /** Left out on a phone. */
  isWideOnly?: boolean;
  isSortable?: boolean;
}

interface DataTableProps<Row> {
  /** What the table lists, read aloud. */
  label: string;
  columns: Column<Row>[];
  /** Left out while they are loaded. */
  rows?: Row[];
  rowKey: (row: Row) => string;
  /** What is shown instead of no rows. */
  empty?: ReactNode;
  sort?: { key: string; isDescending: boolean };
  onSort?: (key: string) => void;
  /** The first column becomes a button that opens the row. */
  onOpen?: (row: Row) => void;
  /** Where there are more pages. */
  onMore?: () => void;
  isLoadingMore?: boolean;
}

/** Rows of things with the same columns. */
export function DataTable<Row>(props: DataTableProps<Row>) {
  const { t } = useTranslation("shell");
  const { rows, columns, onMore } = props;
  if (rows === undefined) return <div className="px-5 pb-4"><SkeletonRows /></div>;
  if (rows.length === 0) return props.empty ?? <p className="px-5 py-8 text-center text-sm text-muted">{t("table.empty")}</p>;
  return (
    <>
      <div className="overflow-x-auto">
        <table aria-label={props.label} className="w-full border-collapse text-sm">
          <thead>
            <tr className="border-b border-line">
              {columns.map((column) => (
                <HeadCell key={column.key} column={column} sort={props.sort} onSort={props.onSort} />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={props.rowKey(row)} className="border-b border-line last:border-0 hover:bg-hover">
                {columns.map((column, index) => (
                  <td key={column.key} className={cellClass(column)}>
                    {index === 0 && props.onOpen ? (
                      <button
                        type="button"
                        className="-my-2 py-2 text-left font-medium hover:underline pointer-coarse:min-h-line"
                        onClick={() => props.onOpen?.(row)}
                      >
                        {column.cell(row)}
                      </button>
                    ) : (
                      column.cell(row)
                    )}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      {onMore && (
        <div className="flex justify-center border-t border-line p-3">
          <Button kind="quiet" isBusy={props.isLoadingMore} onClick={onMore}>
            {t("action.more")}
          </Button>
        </div>
      )}
    </>
  );
}

function cellClass<Row>(column: Column<Row>): string {
  return clsx(
    "px-3 py-2.5 align-middle first:pl-5 last:pr-5",
    column.isNumber === true && "text-right whitespace-nowrap tabular-nums",
    column.isWideOnly === true && "hidden md:table-cell",
  );
}

function HeadCell<Row>({ column, sort, onSort }: Pick<DataTableProps<Row>, "sort" | "onSort"> & { column: Column<Row> }) {
  const { t } = useTranslation("shell");
  const isSorted = sort?.key === column.key;
  const Arrow = sort?.isDescending === true ? ArrowDown : ArrowUp;
  const direction = sort?.isDescending === true ? "descending" : "ascending";
  return (
    <th
      scope="col"
      aria-sort={isSorted ? direction : undefined}
      className={clsx(cellClass(column), "text-xs font-medium text-muted", column.isNumber !== true && "text-left")}
    >
      {column.isSortable === true && onSort ? (
        <button
          type="button"
          aria-label={t("table.sort", { column: column.title })}
          className="inline-flex items-center gap-1 hover:text-text"
          onClick={() => { onSort(column.key); }}
        >
          {column.title}
          {isSorted && <Arrow aria-hidden className="size-3.5" />}
        </button>
      ) : (
        column.title
      )}
    </th>
  );
}
