"""The fixed lists that the sheets of performance targets offer."""

from __future__ import annotations

from typing import Final

from yusuan.books.columns import Choice, choices

INDICATORS: Final = (
    Choice("output.quantity", "产出指标/数量指标"),
    Choice("output.quality", "产出指标/质量指标"),
    Choice("output.timeliness", "产出指标/时效指标"),
    Choice("output.cost", "产出指标/成本指标"),
    Choice("cost.economic", "成本指标/经济成本指标"),
    Choice("cost.social", "成本指标/社会成本指标"),
    Choice("cost.ecological", "成本指标/生态环境成本指标"),
    Choice("outcome.economic", "效益指标/经济效益指标"),
    Choice("outcome.social", "效益指标/社会效益指标"),
    Choice("outcome.ecological", "效益指标/生态效益指标"),
    Choice("outcome.sustainable", "效益指标/可持续影响指标"),
    Choice("satisfaction.beneficiary", "满意度指标/服务对象满意度指标"),
    Choice("output", "产出指标"),
    Choice("outcome", "效益指标"),
    Choice("satisfaction", "满意度指标"),
    Choice("cost", "成本指标"),
)
HORIZONS: Final = choices(annual="年度", period="实施期")
BANDS: Final = choices(full="达成年度指标", part="部分达成并有一定效果", none="未达成且效果较差")
ASPECTS: Final = choices(
    completeness="完整性", relevance="相关性", suitability="适当性", feasibility="可行性"
)
OFFICES: Final = choices(sector="业务股室", performance="绩效股")
MARKS: Final = choices(excellent="优", good="良", fair="中", poor="差")
