"""Why a relation could not be judged: the closed set of wordings an officer reads."""

from __future__ import annotations

UNKNOWN_LINE = "有没认出的行，差额不能断定是错误"
UNKNOWN_COLUMN = "有没认出的列或数字，只能印证，不能断定是错误"
UNKNOWN_WORDS = "没有认清文字所指的数字，不能断定是错误"
BLANK = "一处有数、一处为空"
LOST = "有格子在转换中缺失"
SELECTION = "所列项目不一定齐全"
OTHER_FOOTING = "机关运行经费与公用经费相去甚远，疑为口径不同"
SELECTION_SAID = "所列各项不一定齐全"
AMBIGUOUS = "所列各项口径不一，不能确定合计的范围"
SYSTEMATIC = "该关系处处都不成立，疑为口径不同或表头理解有误"
SHIFTED = "疑为转换错位：各数移动一列后勾稽成立"
REBUILT = "数字是转换时补认的，没有得到印证"
TOTALS_DIFFER = "两表总数口径已不同，分项不再比较"
PART = "其中项只是一部分，不能断定应当相等"
MAPPING = "总数相符而分项不符，疑为当地对应关系不同"
ONE_SIDE = "两套经济分类中只有一套列了数字"
FAR = "两数相去甚远，疑为所指不同"
UNITS = "单位预算没有收齐"
NOT_PRINTED = "有组成部分没有列出"
REPEATED = "疑为跨页重复的行，去掉重复后勾稽成立"

OTHER_GRAIN = "口径不同"  # followed by the arithmetic that shows it
OTHER_SOURCE = "资金或结转口径不同"  # likewise
